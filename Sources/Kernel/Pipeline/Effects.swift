/// What is to follow once a change is written: messages, timers, and further requests.
package struct Effects {
  package internal(set) var notifications: [Notification] = []
  package internal(set) var timers = TimerChanges()
  /// Requests that hooks want done in the same transaction.
  package internal(set) var followUps: [FollowUp] = []
  /// What is forwarded, and to whom.
  var forward: Forward?
  var recipients: [ForwardRecipient] = []
  /// Entries of other tickets that say again what is taken away, and go along.
  var copies: [ErasedCopy] = []
  /// The words that are taken away; `nil` where none are.
  var erasedWords: RepeatedWords?
}

/// A request that a hook wants done in the same transaction.
package struct FollowUp: Sendable {
  package var hook: HookSpec
  package var request: Request

  package init(hook: HookSpec, request: Request) {
    self.hook = hook
    self.request = request
  }
}
