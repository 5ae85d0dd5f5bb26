import Kernel
import PluginHost
import Storage
import Texts

extension ConfigApplication {
  /// Shared views become those of the file: each keeps its owner, and a new one is the applier's.
  func applyViews() throws {
    guard let wanted = document.views else { return }
    let views = try transaction.views()
    let names = Set(wanted.map(\.name))
    for view in views where view.share != nil {
      if !names.contains(view.name) {
        try administration().deleteView(view.name)
      }
    }
    for view in wanted {
      let present = views.first { $0.name == view.name && $0.share != nil }
      guard present?.query != view.query || present?.share != view.share else { continue }
      do {
        try administration().saveView(
          view.name, view.query, share: view.share, owner: present?.owner)
      } catch let refusal as Refusal {
        throw ConfigApplication.refusal(refusal, in: "views", of: view.name)
      }
    }
  }

  /// What roles and parts in a ticket are told becomes what the file says.
  func applySubscriptions() throws {
    guard let wanted = document.subscriptions else { return }
    var kept: Set<String> = []
    for draft in wanted {
      do {
        kept.insert(try administration().subscribe(draft).key)
      } catch let refusal as Refusal {
        throw ConfigApplication.refusal(refusal, in: "subscriptions", of: draft.to?.text ?? "")
      }
    }
    for subscription in try transaction.subscriptions() where !kept.contains(subscription.key) {
      guard SubscriptionDraft(shared: subscription) != nil else { continue }
      try administration().unsubscribe(subscription.key)
    }
  }

  /// A refusal that says which item of the file it is about.
  private static func refusal(_ refusal: Refusal, in part: String, of name: String) -> Refusal {
    Refusal(
      .init(refusal.code),
      Text.frameItem(part: part, name: name, problem: refusal.message), field: part)
  }
}

extension SubscriptionDraft {
  /// What a subscription of a role or a part says; `nil` for a person's own.
  init?(shared subscription: Subscription) {
    if case .person = subscription.audience { return nil }
    self.init(
      to: subscription.audience.text, event: subscription.event, when: subscription.when,
      channel: subscription.channel)
    tellsOwn = subscription.tellsOwn
  }
}
