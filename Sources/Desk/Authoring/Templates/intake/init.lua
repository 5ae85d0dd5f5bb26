-- A form is answered by people field by field (`docket intake {{word}}`), and by programs with a document
-- of JSON. Its function makes a request of the answers, which goes the way of all others.

local settings = docket.settings

docket.field{ name = "{{word}}_room", type = "text", length = { 1, 40 } }

docket.form{
  name = "{{word}}",
  source = "{{word}}",
  -- A document that comes twice under this number changes nothing the second time.
  key = "number",
  fields = {
    { name = "subject", type = "text", required = true, length = { 1, 1000 } },
    { name = "body", type = "long_text" },
    { name = "room", type = "text", length = { 1, 40 } },
    { name = "priority", type = "choice", choices = { "low", "normal", "high", "urgent" }, default = "normal" },
    { name = "number", type = "text", length = { 1, 200 } },
  },
  each = function(answers, form)
    if answers.priority == "urgent" and answers.room == nil then
      return nil, { fields = { room = docket.tr("refusal.room") } }
    end
    return {
      action = "create",
      subject = answers.subject,
      body = answers.body,
      priority = answers.priority,
      queue = settings.queue,
      requester = form.person,
      fields = { {{word}}_room = answers.room },
    }
  end,
}
