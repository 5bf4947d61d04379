"""Bare vkbottle with one empty handler: the yardstick.

python -m benchmarks.whole.bare '{"api_url": …, "token": …}'
"""

import asyncio
import logging
import sys

import orjson
from vkbottle import API
from vkbottle.bot import Bot, Message


async def main(given: dict[str, str]) -> None:
    logging.disable(logging.CRITICAL)
    API.API_URL = given["api_url"]
    bot = Bot(token=given["token"])

    @bot.on.message()
    async def nothing(message: Message) -> None:
        pass

    await bot.run_polling()


if __name__ == "__main__":
    asyncio.run(main(orjson.loads(sys.argv[1])))
