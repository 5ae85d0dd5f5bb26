import Kernel
import Storage
import Texts

/// A saved query as one person may use it.
package struct VisibleView: Equatable, Sendable {
  package let name: String
  package let query: String
  /// Whose it is: a person's name, or `plugin NAME`.
  package let owner: String
  /// The plugin that brings it; `nil` for what somebody saved.
  package let plugin: String?
  /// The role that it is shared with; `nil` for one's own and for those that all staff has.
  package let share: String?
  package let isOwn: Bool
}

extension DeskSession {
  /// The views that the person may use, by name: their own, those shared with them, and plugins'.
  ///
  /// Where names are the same, one's own comes before a shared one, and that before a plugin's.
  package func views() throws -> [VisibleView] {
    let saved = try reader.views()
    var views = try saved.filter { $0.owner == person.id }.map(visible)
    for view in saved where view.owner != person.id && isShared(with: view.share) {
      if !views.contains(where: { $0.name == view.name }) { views.append(try visible(view)) }
    }
    for view in rulebook.registry.views where isShipped(to: view.share) {
      guard !views.contains(where: { $0.name == view.name }) else { continue }
      views.append(
        VisibleView(
          name: view.name, query: view.query,
          owner: Text.viewOwnerPlugin(plugin: view.plugin).description, plugin: view.plugin,
          share: view.share, isOwn: false))
    }
    return views.sorted { $0.name.precedesByBytes($1.name) }
  }

  /// The view of that name; an unknown one throws a `Refusal` with the nearest.
  package func view(named name: String) throws -> VisibleView {
    let views = try views()
    if let view = views.first(where: { $0.name == name }) { return view }
    let nearest = Text.nearest(nearestName(to: name, among: views.map(\.name)))
    throw Refusal(
      .notFound, Text.viewUnknown(name: name, hint: nearest ?? Text.hintViewList))
  }

  /// The query of a view, in the words of the one who asks: what is hidden from them is unknown.
  package func query(of view: VisibleView) throws -> Query {
    do throws(QueryError) {
      // It was asked then: a day of the week that fitted its date may not by now.
      return try query(view.query, .list, [:], today: nil)
    } catch {
      throw Refusal(
        .invalid,
        Text.frameOf(owner: Text.viewNamed(name: view.name), problem: error))
    }
  }

  /// How many tickets each of the views finds, whatever its limit; `nil` where a view means nothing,
  /// or to count the tickets of all of them takes too long.
  package func counts(
    of views: [VisibleView], steps: Int64 = Limit.viewSteps,
  ) throws -> [Int?] {
    let allowance = ReadAllowance(steps: steps)
    return try views.map { view in
      guard let query = try? query(of: view), !allowance.isSpent else { return nil }
      do {
        return try reader.limited(to: allowance) {
          try reader.count(
            matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
            in: queryContext)
        }
      } catch StorageError.overBudget {
        return nil
      }
    }
  }

  /// What a plugin calls a view of its own in the language of who asks.
  package func label(of view: VisibleView) -> String? {
    view.plugin.flatMap { labels?.view(view.name, of: $0) }
  }

  private func visible(_ view: SavedView) throws -> VisibleView {
    VisibleView(
      name: view.name, query: view.query, owner: try name(of: view.owner), plugin: nil,
      share: view.share, isOwn: view.owner == person.id)
  }

  private func isShared(with role: String?) -> Bool {
    guard let role else { return false }
    return person.roles.contains(role) || may(.personManage)
  }

  /// A plugin's view that names no role is for the staff.
  private func isShipped(to role: String?) -> Bool {
    guard let role else { return rulebook.isStaff(person) }
    return isShared(with: role)
  }
}

extension DeskSession {
  /// A query that the person typed, in the words in which the desk keeps it: dates and numbers of their
  /// own language in English.
  ///
  /// Throws a `Refusal` about `field` where they wrote a date or a name that there is not; whatever else
  /// is wrong is found by who keeps it.
  package func kept(
    _ text: String, _ reading: QueryReading, field: String,
  ) throws -> String {
    guard let language = dateLanguage else { return text }
    let schema = reading == .entries ? entrySchema : viewer.schema
    let translation = QueryTranslation(
      from: language, schema: schema, context: reading.context, people: queryPeople, zone: zone,
      today: zone.date(now))
    do throws(QueryError) {
      return try translation.text(text)
    } catch {
      switch error {
      case .unknownName where language == .english: return text
      case .badTime, .unknownName:
        throw Refusal(.invalid, naming(error, in: schema).text, field: field)
      default: return text
      }
    }
  }
}
