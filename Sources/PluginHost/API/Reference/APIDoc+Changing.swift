extension APIDoc {
  /// The methods of a change.
  static let changing: [Entry] = [
    (
      "change:edited",
      APIDoc(
        "field: text: a field's name", gives: "the edit { field, from, to, by }, or nil",
        example: "local edit = change:edited(\"priority\")")
    ),
    (
      "change:set",
      APIDoc(
        """
        field: text: a field's name
        value: value: docket.none empties it; a list, or { add = {}, remove = {} }
        """, gives: "nothing; raises where the field cannot have it",
        example: "change:set(\"tags\", { add = { \"late\" } })")
    ),
    (
      "change:move",
      APIDoc(
        """
        verb: text: close, reopen, postpone, wake, discard or restore
        word: text: of several ways the one, as of discard
        """, gives: "nothing", example: "change:move(\"reopen\")")
    ),
    (
      "change:add_note",
      APIDoc(
        "text: text: an internal note; needs note.add in the manifest", gives: "nothing",
        example: "change:add_note(\"The customer has a contract\")")
    ),
    (
      "change:also",
      APIDoc(
        """
        action: text: as update, note, or a plugin's action
        id: whole number: the ticket; nil for a create
        args: table: as of docket.tickets.ACTION
        """, gives: "nothing; it is done in the same transaction, or all is refused",
        example: "change:also(\"note\", change.after.parent or change.id, { text = \"see there\" })"
      )
    ),
    ("change:notify", notification("change:notify{ to = \"assignee\", text = \"Please look\" }")),
    (
      "change:schedule",
      APIDoc(
        """
        name: text: the timer's name; the event is timer.NAME, the same name replaces it
        at: time: when; nil cancels it
        data: value: what the timer brings along
        """, gives: "nothing", example: "change:schedule(\"remind\", change.now + 3600)")
    ),
    (
      "change:refuse",
      APIDoc(
        """
        field: text: the field that is wrong, or nil
        text: text: what is wrong and what would be right
        """, gives: "nothing", example: "change:refuse(\"due\", \"a day to come, please\")")
    ),
  ]

  /// What people are told by; the same for a change and for any ticket.
  static func notification(
    _ example: String, about: String = "", gives: String = "nothing",
  ) -> APIDoc {
    APIDoc(
      keys: about + """
        to: text or list: names, role:NAME, requester, assignee, team, followers, queue
        text: text: what they are told
        subject: text: its heading; the ticket's, where it is left out
        channel: text: how; each person's own, where it is left out
        visibility: text: internal, or public for those who may not see notes as well
        """, gives: gives, example: example)
  }
}
