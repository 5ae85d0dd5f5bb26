import Kernel
import Testing
import Texts

@Suite struct RefusalTests {
  typealias Kind = Refusal.Problem.Kind

  @Test(arguments: Kind.allCases)
  func `a refusal for one thing has its kind and the code of that kind`(_ kind: Kind) {
    let refusal = Refusal(kind, "no")
    #expect(refusal.code == kind.code)
    #expect(refusal.problems.map(\.kind) == [kind])
  }

  @Test(arguments: [
    ("not_found", Kind.notFound), ("refused", .refused), ("conflict", .conflict),
    ("denied", .denied), ("invalid", .invalid), ("busy", .busy),
  ])
  func `each code that programs see has a kind that says no more`(_ name: String, _ kind: Kind)
    throws
  {
    let code = try #require(Refusal.Code(rawValue: name))
    #expect(Kind(code) == kind)
    #expect(kind.code == code)
  }

  @Test(arguments: Kind.allCases)
  func `a bulk tells what it kept of a refusal as it told the refusal itself`(_ kind: Kind) throws {
    let field = kind == .stale ? "version" : "stage"
    let refused = BulkRefusal(Ticket.ID(rawValue: 7), Refusal(kind, "no", field: field))
    let kept = try #require(BulkRefusal(json: refused.json))
    #expect(kept.refusal.code == kind.code)
    #expect(kept.reason(in: .english) == refused.reason(in: .english))
    #expect((kept.reason(in: .english) == "stage: no") == (kind != .stale))
  }
}
