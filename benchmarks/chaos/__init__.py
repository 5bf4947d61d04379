"""`kill -9` at random instants under random faults, and a checker that looks what came of it.

    .venv/bin/python -m benchmarks.chaos --kills 1000 [--store sqlite|postgresql|both] [--seed S]
    .venv/bin/python -m benchmarks.chaos --minutes 30

A trial is one school: three chats, their people and traffic, a VK that misbehaves (`weather.py`)
and a bot that is killed and started again many times over. Then the weather is calm, the bot
finishes what is due, and the checker (`checker.py`) compares what VK holds with the database.
A life costs less than a second, for it is a fork of a process that has imported everything
(`nursery.py`).
"""
