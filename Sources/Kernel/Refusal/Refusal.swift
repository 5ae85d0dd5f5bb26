import Texts

/// Why a request was not done, in words for the one who asked.
package struct Refusal: Error, Equatable, Sendable {
  /// The coarse reason that other programs see: in JSON, in Lua, and in the exit status.
  ///
  /// That of one problem follows from its kind; several that come together have that of the step
  /// which found them.
  package enum Code: String, Sendable {
    case notFound = "not_found"
    case refused
    case conflict
    case denied
    case invalid
    case busy
  }

  /// What is wrong with one field, or with the whole where there is no field.
  package struct Problem: Error, Equatable, Sendable {
    /// Why it is refused, for the code that decides by it.
    package var kind: Kind
    package var field: String?
    /// What is wrong, in the words of the catalogue or of a plugin.
    package var text: Text
    /// The plugin or hook that refuses; `nil` for the kernel.
    package var by: String?

    package init(_ kind: Kind, field: String? = nil, _ text: Text, by: String? = nil) {
      self.kind = kind
      self.field = field
      self.text = text
      self.by = by
    }

    /// A problem in somebody's own words.
    package init(_ kind: Kind, field: String? = nil, _ message: String, by: String? = nil) {
      self.init(kind, field: field, Text(words: message), by: by)
    }

    /// What is wrong, in English.
    package var message: String { text.description }

    /// What is wrong, after the field's name where there is one.
    package var named: Text { named { $0 } }

    fileprivate func named(_ name: (String) -> String) -> Text {
      field.map { Text.frameField(field: name($0), problem: text) } ?? text
    }
  }

  package var code: Code
  package var problems: [Problem]

  package init(_ code: Code, _ problems: [Problem]) {
    self.code = code
    self.problems = problems
  }

  package init(_ kind: Problem.Kind, _ text: Text, field: String? = nil, by: String? = nil) {
    self.init(kind.code, [Problem(kind, field: field, text, by: by)])
  }

  /// A refusal in somebody's own words.
  package init(_ kind: Problem.Kind, _ message: String, field: String? = nil, by: String? = nil) {
    self.init(kind, Text(words: message), field: field, by: by)
  }

  /// The refusal for somebody who is not of the staff.
  ///
  /// What is wrong with the desk's plugins, and which there are, is no business of theirs. That
  /// something is wrong, they are told.
  package func withoutFaults() -> Refusal {
    let own = problems.filter { !$0.kind.isAboutPlugins }
    guard own.count < problems.count else { return self }
    return Refusal(.refused, [Problem(.refused, Text.hookFaultOfDesk)] + own)
  }

  /// All that is wrong, in one line of English.
  package var message: String { message(in: .english) }

  /// All that is wrong, as one text.
  package var text: Text { text { $0 } }

  /// The same with the fields called so.
  package func text(naming name: (String) -> String) -> Text {
    let texts = problems.map { problem in
      let named = problem.named(name)
      return problem.by.map { Text.frameBy(problem: named, plugin: $0) } ?? named
    }
    return texts.count == 1 ? texts[0] : Text(joining: texts, by: "; ")
  }

  /// All that is wrong, in one line.
  package func message(in language: Language) -> String {
    text.rendered(in: language)
  }
}

extension Refusal.Problem {
  /// Why something is refused: whoever decides by a refusal decides by this, never by its words.
  ///
  /// It is said where the refusal is made. The first six say no more than the coarse code of the
  /// same name. All that is decided by a kind stands below, so that a new one must decide each.
  package enum Kind: CaseIterable, Equatable, Sendable {
    case notFound, refused, conflict, denied, invalid, busy
    /// The ticket was changed since the version that the asker saw.
    case stale
    /// A close lacks what its reason requires.
    case missingEvidence
    /// An imported entry follows one that did not go in.
    case missingPredecessor
    /// An imported entry is of a ticket with which somebody here has gone on.
    case divergence
    /// A plugin's code fails.
    case pluginFault
    /// A plugin that should have a say is suspended or does not load.
    case idlePlugin
    /// A plugin does what its manifest does not ask for.
    case beyondManifest
    /// A chain of hooks that answer each other was stopped.
    case stoppedChain
  }
}

extension Refusal.Problem.Kind {
  /// The kind that says no more than the code.
  package init(_ code: Refusal.Code) {
    self =
      switch code {
      case .notFound: .notFound
      case .refused: .refused
      case .conflict: .conflict
      case .denied: .denied
      case .invalid: .invalid
      case .busy: .busy
      }
  }

  /// The code of a refusal for this alone.
  package var code: Refusal.Code {
    switch self {
    case .notFound: .notFound
    case .refused, .missingEvidence, .pluginFault, .idlePlugin, .stoppedChain: .refused
    case .conflict, .stale, .divergence: .conflict
    case .denied, .beyondManifest: .denied
    case .invalid, .missingPredecessor: .invalid
    case .busy: .busy
    }
  }

  /// Whether a plugin is wrong and not what was asked: that is the staff's business.
  var isAboutPlugins: Bool {
    switch self {
    case .pluginFault, .idlePlugin, .beyondManifest, .stoppedChain: true
    case .notFound, .refused, .conflict, .denied, .invalid, .busy, .stale, .missingEvidence,
      .missingPredecessor, .divergence:
      false
    }
  }

  /// Whether the desk's log shows the chain of causes that led there.
  var isOfChain: Bool {
    switch self {
    case .stoppedChain: true
    case .notFound, .refused, .conflict, .denied, .invalid, .busy, .stale, .missingEvidence,
      .missingPredecessor, .divergence, .pluginFault, .idlePlugin, .beyondManifest:
      false
    }
  }

  /// Whether a bulk says that the ticket changed since it was planned.
  var isOfVersion: Bool {
    switch self {
    case .stale: true
    case .notFound, .refused, .conflict, .denied, .invalid, .busy, .missingEvidence,
      .missingPredecessor, .divergence, .pluginFault, .idlePlugin, .beyondManifest, .stoppedChain:
      false
    }
  }

  /// Whether the command line says how the field is given.
  package var hasRemedy: Bool {
    switch self {
    case .missingEvidence: true
    case .notFound, .refused, .conflict, .denied, .invalid, .busy, .stale, .missingPredecessor,
      .divergence, .pluginFault, .idlePlugin, .beyondManifest, .stoppedChain:
      false
    }
  }

  /// Whether rows of an import that are bad for it are told together, whatever their words.
  package var isToldTogether: Bool {
    switch self {
    case .missingPredecessor, .divergence: true
    case .notFound, .refused, .conflict, .denied, .invalid, .busy, .stale, .missingEvidence,
      .pluginFault, .idlePlugin, .beyondManifest, .stoppedChain:
      false
    }
  }
}
