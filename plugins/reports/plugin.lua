return {
  name = "reports",
  version = "1.0.0",
  api = 1,
  summary = "What comes in, how fast it is answered and solved, how hard it is, and who has what",
  summaries = {
    de = "Was eingeht, wie schnell es beantwortet und gelöst wird, wie schwer es ist und wer was hat",
    es = "Qué llega, con qué rapidez se responde y se resuelve, qué dificultad tiene y quién tiene qué",
    nl = "Wat er binnenkomt, hoe snel het beantwoord en opgelost wordt, hoe lastig het is en wie wat heeft",
    ru = "Что поступает, как быстро на это отвечают и решают, насколько это сложно и у кого что",
  },
  license = "MIT",
  permissions = {
    "ticket.view", "history.view", "note.view", "person.view",
    -- Fields of working time, where the plugin sla has them.
    "sla.view",
  },
  settings = {
    -- Which entries are an answer, as a query over the history.
    answered = { type = "query", default = "action:reply side:staff" },
    -- A field with the time of the first answer, in place of that: sla has `responded`.
    first_response = { type = "field", default = "" },
    -- Fields with the times by which an answer and a solution are due: sla has `respond_by` and `resolve_by`.
    respond_by = { type = "field", default = "" },
    resolve_by = { type = "field", default = "" },
    -- A field with the working time that a ticket took, in place of the time by the clock: sla has `sla_used`.
    worked = { type = "field", default = "" },
    -- Targets where no field says when something is due; empty for none.
    respond_within = { type = "text", default = "" },
    resolve_within = { type = "text", default = "" },
    -- Which entries are work on a ticket.
    touched = { type = "query", default = "side:staff" },
  },
}
