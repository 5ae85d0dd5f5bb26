extension English {
  static let undo = Section(
    "Taking changes back",
    advice: "Undo first what came later, or say what is to be undone.",
    [
      "undo.about": " about ticket {ticket}",
      "undo.about_desk": """
      it changed the desk itself (people, roles, queues, plugins), which is changed back by the \
      command that did it
      """,
      "undo.by_hook": " by {hook}",
      "undo.delivered": "delivered, which cannot be taken back:",
      "undo.discard_where":
        "it made ticket {ticket}, which is to be discarded: say where to, one of: {choices}",
      "undo.done_before":
        "ticket {ticket}: {request} undid it before; to do it again: docket undo {request}",
      "undo.dropped": "{count} {count|outbox row|outbox rows} dropped, not delivered yet:",
      "undo.edited_since":
        "{who} edited it at {at} on ticket {ticket} (entry {entry}); first: docket undo {entry}",
      "undo.followed": "followed from it, each to be undone by itself:",
      "undo.follower": "  {action} of ticket {ticket}{hook}: docket undo {request}",
      "undo.no_entry": "there is no entry {entry}",
      "undo.no_request": "there is no request `{name}` that changed a ticket",
      "undo.not_all": "not all of this change of ticket {ticket} may be undone by you",
      "undo.not_here": "the request {request} did nothing to ticket {ticket}",
      "undo.nothing_named": "undo what? an entry or a request: docket undo SEQ|REQUEST",
      "undo.only_back": "an undo only takes back: it sets no field and says nothing in public",
      "undo.only_words": "ticket {ticket}: it only said something, and texts are not taken back",
      "undo.plugin_changed": "the plugin {plugin} was changed since: undo that first",
      "undo.redacted": "what stood there before was redacted, so it cannot come back",
      "undo.texts_stay": "{count} {count|text|texts} (notes, replies) not taken back: words stay",
      "undo.there_already": "ticket {ticket} is {stage} already",
      "undo.to": " to {person}",
      "undo.unfinished": """
      {name} is not finished: docket update --resume {name} goes on, --abandon {name} gives it \
      up
      """,
      "undo.would_drop":
        "{count} {count|outbox row|outbox rows} would be dropped, not delivered yet:",
    ])
}
