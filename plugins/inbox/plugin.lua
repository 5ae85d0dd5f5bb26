return {
  name = "inbox",
  version = "1.2.0",
  api = 1,
  summary = "Tells people what became theirs and what is written to them, in the desk's own inbox",
  summaries = {
    de = "Meldet Personen im Posteingang des Helpdesks, was ihnen zugewiesen und geschrieben wird",
    es = "Avisa en el buzón de la propia mesa de lo que se asigna y se escribe a cada persona",
    nl = "Meldt mensen in postvak IN welke tickets van hen werden en wat er aan hen geschreven is",
    ru = "Сообщает людям во входящих отдела, что им назначено и что им пишут",
  },
  license = "MIT",
  permissions = { "ticket.view" },
  settings = {
    messages = { type = "boolean", default = true },
    notes = { type = "boolean", default = true },
    receipts = { type = "boolean", default = true },
  },
}
