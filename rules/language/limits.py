"""How much of a message is read."""

LONGEST_TEXT = 4096  # code points: VK's limit of a message; what stands beyond it is not read
