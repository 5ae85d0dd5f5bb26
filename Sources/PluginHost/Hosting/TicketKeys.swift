import Kernel
import Lua

/// Numbers of the keys that tickets are written with.
struct TicketKeys: Sendable {
  let id, type, subject, body, queue, stage, category, priority, tags, rootCauses: KeyID
  let requester, assignee, team, followers, due, wake, parent, source, closeReason: KeyID
  let created, updated, closed, version, stageSince, attachments, fields: KeyID
  /// All of them, in the order in which they are written.
  let all: [KeyID]

  init(_ table: KeyTable) {
    func key(_ field: TicketField) -> KeyID { HostKeys.id(field.rawValue, in: table) }
    id = key(.id)
    type = key(.type)
    subject = key(.subject)
    body = key(.body)
    queue = key(.queue)
    stage = key(.stage)
    category = key(.category)
    priority = key(.priority)
    tags = key(.tags)
    rootCauses = key(.rootCauses)
    requester = key(.requester)
    assignee = key(.assignee)
    team = key(.team)
    followers = key(.followers)
    due = key(.due)
    wake = key(.wake)
    parent = key(.parent)
    source = key(.source)
    closeReason = key(.closeReason)
    created = key(.created)
    updated = key(.updated)
    closed = key(.closed)
    version = key(.version)
    stageSince = key(.stageSince)
    attachments = key(.attachments)
    fields = HostKeys.id("fields", in: table)
    all = [
      id, type, subject, body, queue, stage, category, priority, source, closeReason, tags,
      rootCauses, requester, assignee, team, followers, stageSince, due, wake, created, updated,
      closed, parent, version, fields, attachments,
    ]
  }
}
