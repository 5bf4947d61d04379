"""What people say to the bot: `/правила`, `/статус` … One file a subject, one list of all."""
