extension Condition {
  /// Whether the ticket meets the condition.
  ///
  /// Walks the tree without building anything: a term costs some tens of nanoseconds.
  package func holds(for ticket: Ticket, in context: EvaluationContext) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(for: ticket, in: context) }
    case .any(let parts): parts.contains { $0.holds(for: ticket, in: context) }
    case .not(let part): !part.holds(for: ticket, in: context)
    case .field(let field, let matches):
      matches.contains { $0.fits(field, of: ticket, in: context) }
    case .isEmpty(let field): !ticket.hasElement(of: field) { _ in true }
    case .was(let categories): !ticket.been.isDisjoint(with: categories)
    case .text(let phrase):
      context.texts.contains { text in
        (context.seesNotes || !text.isInternal) && text.contains(phrase)
      }
    }
  }
}

// Tickets and contexts are handed down, never kept: to copy one would retain each of its fields.

extension Match {
  fileprivate func fits(
    _ field: QueryField, of ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    ticket.hasElement(of: field) { element in
      switch self {
      case .equals(let operand):
        operand.hasExtent(for: field, of: ticket, in: context) { $0.contains(element) }
      case .between(let lower, let upper):
        (lower?.isBelow(element, field, of: ticket, in: context) ?? true)
          && (upper?.isAbove(element, field, of: ticket, in: context) ?? true)
      }
    }
  }
}

extension Bound {
  /// Whether the element is far enough up for this lower bound.
  fileprivate func isBelow(
    _ element: Scalar, _ field: QueryField, of ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    operand.hasExtent(for: field, of: ticket, in: context) { extent in
      isInclusive
        ? isAtMost(extent.start, element)
        : extent.end.map { isAtMost($0, element) } ?? isLess(extent.start, element)
    }
  }

  /// Whether the element is far enough down for this upper bound.
  fileprivate func isAbove(
    _ element: Scalar, _ field: QueryField, of ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    operand.hasExtent(for: field, of: ticket, in: context) { extent in
      isInclusive
        ? extent.end.map { isLess(element, $0) } ?? isAtMost(element, extent.start)
        : isLess(element, extent.start)
    }
  }
}

extension Operand {
  /// Whether what this stands for is as the closure says; of another field, one of its values.
  fileprivate func hasExtent(
    for field: QueryField, of ticket: Ticket, in context: EvaluationContext,
    where fits: (Extent) -> Bool,
  ) -> Bool {
    guard case .reference(let other) = self else {
      return extent(in: context, for: field).map(fits) ?? false
    }
    guard let this = context.this else {
      return ticket.hasElement(of: other) { fits(Extent($0)) }
    }
    return this.hasElement(of: other) { fits(Extent($0)) }
  }
}

extension Operand.Extent {
  fileprivate func contains(_ element: Scalar) -> Bool {
    guard let end else { return element.order(with: start) == 0 }
    return isAtMost(start, element) && isLess(element, end)
  }
}

private func isAtMost(_ left: Scalar, _ right: Scalar) -> Bool {
  left.order(with: right).map { $0 <= 0 } ?? false
}

private func isLess(_ left: Scalar, _ right: Scalar) -> Bool {
  left.order(with: right).map { $0 < 0 } ?? false
}
