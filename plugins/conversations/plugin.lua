return {
  name = "conversations",
  version = "1.0.0",
  api = 1,
  summary = "Conversations beside the one with the requester, each with its own participants, public or internal",
  summaries = {
    de = "Konversationen neben der mit der anfragenden Person, jede mit eigenen Beteiligten, öffentlich oder intern",
    es = "Conversaciones además de la del solicitante, cada una con sus participantes, públicas o internas",
    nl = "Gesprekken naast dat met de aanvrager, elk met eigen deelnemers, openbaar of intern",
    ru = "Беседы помимо переписки с заявителем, у каждой свои участники, публичные или внутренние",
  },
  license = "MIT",
  -- Rules see the first words of a conversation before they become a message.
  after = { "routing" },
  requires = { support = ">=1.0" },
  permissions = {
    "ticket.view", "ticket.create", "ticket.update", "ticket.reply", "note.add", "person.view",
  },
  settings = {
    -- Whether a conversation's assignee changes with that of its ticket.
    follow_assignee = { type = "boolean", default = true },
  },
}
