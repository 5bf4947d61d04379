"""VK's transport: the only folder that knows vkbottle and VK's wire format."""
