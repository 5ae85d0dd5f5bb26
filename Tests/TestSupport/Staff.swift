/// The people of a test's desk beside its admin, with their roles.
package enum Staff {
  package static let people = [
    ("ann", "agent"), ("bob", "agent"), ("mia", "manager"), ("carl", "customer"),
    ("dora", "customer"),
  ]
}
