return {
  name = "templates",
  version = "1.0.0",
  api = 1,
  summary = "Answers to choose from and adapt, in the requester's language, with edits in the same action",
  summaries = {
    de = "Antworten zum Auswählen und Anpassen, in der Sprache der anfragenden Person, mit Änderungen in derselben Aktion",
    es = "Respuestas para elegir y adaptar, en el idioma del solicitante, con cambios en la misma acción",
    nl = "Antwoorden om uit te kiezen en aan te passen, in de taal van de aanvrager, met wijzigingen in dezelfde actie",
    ru = "Готовые ответы, которые можно выбрать и поправить, на языке заявителя, с изменениями в том же действии",
  },
  license = "MIT",
  -- No field with a permission of its own is among them, so that none comes into an answer.
  permissions = {
    "ticket.view", "ticket.update", "ticket.reply", "ticket.close", "ticket.reopen", "ticket.postpone",
    "ticket.discard", "note.add", "person.view",
  },
  settings = {
    -- By name. Places are {requester}, {subject}, {id}, {agent} and all fields of the ticket.
    answers = {
      type = "map",
      of = {
        type = "record",
        fields = {
          -- What is answered, by language.
          text = { type = "map", of = "long_text" },
          -- An internal note.
          note = { type = "long_text" },
          -- Fields that are edited with it; of lists, +x adds and -x takes away.
          set = { type = "map", keys = "field", of = "text" },
          -- A query: the tickets that it is for.
          when = { type = "query" },
        },
      },
      default = {
        more_details = {
          when = "is:open,waiting",
          text = {
            en = "Hello {requester},\n\nthank you for your message. To look into ticket {id}, “{subject}”, we need to know more:\n\n- What did you do, and what happened?\n- Since when?\n- Does it say anything, word for word?\n\n{agent}",
            de = "Guten Tag {requester},\n\nvielen Dank für Ihre Nachricht. Zu Ticket {id}, „{subject}“, haben wir noch Fragen:\n\n- Was haben Sie getan, und was ist dann geschehen?\n- Seit wann ist das so?\n- Welche Meldung erscheint, im Wortlaut?\n\nMit freundlichen Grüßen\n{agent}",
            nl = "Dag {requester},\n\nBedankt voor uw bericht. Voor ticket {id}, “{subject}”, moeten we nog het volgende weten:\n\n- Wat hebt u gedaan en wat gebeurde er?\n- Sinds wanneer?\n- Welke melding verschijnt er, woord voor woord?\n\nMet vriendelijke groet,\n{agent}",
            es = "Hola, {requester}:\n\nGracias por su mensaje. Para atender el ticket {id}, «{subject}», necesitamos saber más:\n\n- ¿Qué hizo y qué ocurrió?\n- ¿Desde cuándo?\n- ¿Qué mensaje aparece exactamente?\n\n{agent}",
            ru = "Здравствуйте, {requester}!\n\nСпасибо за сообщение. По заявке {id} «{subject}» нам нужно узнать больше:\n\n- Что вы сделали и что произошло?\n- С какого времени?\n- Какое сообщение появляется, дословно?\n\n{agent}",
          },
        },
        still_working = {
          when = "is:open,waiting",
          text = {
            en = "Hello {requester},\n\nwe are still working on ticket {id}, “{subject}”, and will write again as soon as there is news.\n\n{agent}",
            de = "Guten Tag {requester},\n\nwir arbeiten noch an Ticket {id}, „{subject}“, und melden uns, sobald es Neues gibt.\n\nMit freundlichen Grüßen\n{agent}",
            nl = "Dag {requester},\n\nWe werken nog aan ticket {id}, “{subject}”, en laten het u weten zodra er nieuws is.\n\nMet vriendelijke groet,\n{agent}",
            es = "Hola, {requester}:\n\nSeguimos trabajando en el ticket {id}, «{subject}», y le escribiremos en cuanto haya novedades.\n\n{agent}",
            ru = "Здравствуйте, {requester}!\n\nМы ещё работаем над заявкой {id} «{subject}» и напишем, как только появятся новости.\n\n{agent}",
          },
        },
      },
    },
  },
}
