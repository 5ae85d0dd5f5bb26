return {
  name = "close-reasons",
  version = "1.1.0",
  api = 1,
  summary = "Four reasons for closing, each with the evidence that it wants; merging and splitting",
  summaries = {
    de = "Vier Abschlussgründe, jeder mit dem Nachweis, den er verlangt; Zusammenführen und Herauslösen",
    es = "Cuatro motivos de cierre, cada uno con lo que exige; fusionar y separar",
    nl = "Vier redenen van sluiting, elk met wat die vereist; samenvoegen en afsplitsen",
    ru = "Четыре причины закрытия, у каждой свои требования; объединение и выделение",
  },
  license = "MIT",
  permissions = {
    "ticket.view", "ticket.update", "ticket.close", "ticket.create", "ticket.attach", "history.view", "note.view", "note.add",
    "person.view", "notify.public",
  },
  settings = {
    -- Whether each close needs a reason, or a plain one is fine and only a reason that is given needs
    -- its evidence.
    required = { type = "choice", choices = { "always", "when explained" }, default = "always" },
    -- Types whose tickets need none in any case; there need not be such a type.
    exempt_types = { type = "list", of = { type = "type" }, default = { "task" } },
  },
}
