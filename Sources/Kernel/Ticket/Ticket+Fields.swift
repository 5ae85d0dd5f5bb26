extension Ticket {
  /// The value of a field by its name, kernel's or custom; `none` where it is empty or unknown.
  package func value(of name: String) -> Value {
    guard let field = TicketField(named: name) else { return fields[name] ?? .none }
    return value(of: field)
  }

  /// The value of one of the kernel's fields.
  package func value(of field: TicketField) -> Value {
    guard !hidden.contains(field) else { return .none }
    return switch field {
    case .id: .ticket(id)
    case .type: .naming(type)
    case .subject: .naming(subject)
    case .body: .naming(body)
    case .queue: .naming(queue)
    case .stage: stage.isEmpty ? .none : .stage(stage, category)
    case .category: .text(category.rawValue)
    case .priority: .text(priority.rawValue)
    case .tags: .texts(tags)
    case .rootCauses: .texts(rootCauses)
    case .requester: .optional(requester)
    case .assignee: .optional(assignee)
    case .team: .people(team)
    case .followers: .people(followers)
    case .attachments: .attachments(attachments)
    case .due: .optional(due)
    case .wake: .optional(wake)
    case .parent: parent.map(Value.ticket) ?? .none
    case .source: .naming(source)
    case .closeReason: .naming(closeReason)
    case .created: .time(created)
    case .updated: .time(updated)
    case .closed: .optional(closed)
    case .version: .integer(version)
    case .touched: .time(touched)
    case .stageSince: .time(stageSince)
    }
  }

  /// Sets a field to a value of the field's kind; what does not fit its kind empties the field.
  ///
  /// The caller has checked the kind: a value that a rule would refuse never comes here.
  package mutating func set(_ name: String, to value: Value) {
    guard let field = TicketField(named: name) else {
      fields[name] = value.isEmpty ? nil : value
      return
    }
    switch field {
    case .type: type = value.text ?? ""
    case .subject: subject = value.text ?? ""
    case .body: body = value.text ?? ""
    case .queue: queue = value.text ?? ""
    case .stage: setStage(value)
    case .priority: priority = value.text.flatMap(Priority.init) ?? .normal
    case .tags: tags = value.elements.compactMap(\.text)
    case .rootCauses: rootCauses = value.elements.compactMap(\.text)
    case .requester: requester = value.personID
    case .assignee: assignee = value.personID
    case .team: team = value.elements.compactMap(\.personID)
    case .followers: followers = value.elements.compactMap(\.personID)
    case .attachments: attachments = value.elements.compactMap(\.attachment)
    case .due: due = value.instant
    case .wake: wake = value.instant
    case .parent: parent = value.ticketID
    case .source: source = value.text ?? ""
    case .closeReason: closeReason = value.text ?? ""
    case .id, .category, .created, .updated, .closed, .version, .touched, .stageSince: break
    }
  }

  private mutating func setStage(_ value: Value) {
    if case .stage(let name, let category) = value {
      stage = name
      self.category = category
    } else {
      stage = ""
      category = .open
    }
  }
}

extension Value {
  /// A text, or `none` where it is empty.
  package static func naming(_ text: String) -> Value {
    text.isEmpty ? .none : .text(text)
  }

  package static func texts(_ texts: [String]) -> Value {
    listing(texts.map(Value.text))
  }

  package static func people(_ people: [Person.ID]) -> Value {
    listing(people.map(Value.person))
  }

  package static func attachments(_ attachments: [Attachment]) -> Value {
    listing(attachments.map(Value.attachment))
  }

  package static func optional(_ person: Person.ID?) -> Value {
    person.map(Value.person) ?? .none
  }

  package static func optional(_ instant: Instant?) -> Value {
    instant.map(Value.time) ?? .none
  }

  /// The person, where this is one.
  package var personID: Person.ID? {
    if case .person(let id) = self { id } else { nil }
  }

  /// The ticket, where this is one.
  package var ticketID: Ticket.ID? {
    if case .ticket(let id) = self { id } else { nil }
  }

  /// The moment, where this is one.
  package var instant: Instant? {
    if case .time(let instant) = self { instant } else { nil }
  }
}
