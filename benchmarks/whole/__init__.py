"""The whole bot against a VK on this machine: updates a second, latency, start, memory."""
