"""How the bot is: what is known of it, and how people, programs and systemd are told."""
