import Kernel
import Testing

@Suite struct Recipients {
  private static let written: [(String, Set<RecipientKind>, Recipient<String>)] = [
    ("ann", .told, .person("ann")),
    ("role:agent", .told, .role("agent")), ("role:", .told, .role("")),
    ("requester", .told, .part(.requester)), ("queue", .told, .part(.queue)),
    ("person:3", .told, .person("person:3")),
    ("role:agent", .forwarded, .role("agent")), ("requester", .forwarded, .person("requester")),
    ("x@example.com", .forwarded, .person("x@example.com")),
    ("role:agent", [.person], .person("role:agent")),
  ]

  @Test(arguments: written)
  func `what somebody wrote is read by the kinds that a place allows, and is else a name`(
    _ text: String, _ kinds: Set<RecipientKind>, _ recipient: Recipient<String>,
  ) {
    #expect(Recipient(text, among: kinds) == recipient)
    #expect(recipient.text == text)
  }

  private static let kept: [(String, Subscription.Audience?)] = [
    ("person:3", .person(Person.ID(rawValue: 3))),
    ("role:agent", .role("agent")), ("team", .part(.team)), ("ann", nil), ("role:", nil),
    ("person:x", nil),
  ]

  @Test(arguments: kept)
  func `what is kept names people by number`(_ text: String, _ kept: Subscription.Audience?) {
    #expect(Subscription.Audience(text: text) == kept)
    if let kept { #expect(kept.text == text) }
  }

  @Test func `a plugin ships a subscription to no single person`() {
    #expect(Subscription.Audience(text: "person:3", among: .shipped) == nil)
    #expect(
      Set<RecipientKind>.shipped.forms == [
        "requester", "assignee", "former_assignee", "team", "followers", "queue", "role:NAME",
      ])
  }
}
