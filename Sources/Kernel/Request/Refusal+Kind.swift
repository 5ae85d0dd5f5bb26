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
