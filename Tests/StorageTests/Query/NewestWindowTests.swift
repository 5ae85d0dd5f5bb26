import Kernel
import Storage
import TestSupport
import Testing

/// A word that stands in very many texts is looked for among the newest tickets first.
@Suite struct NewestWindowTests {
  @Test func `the newest tickets with a common word are the same with and without windows`() throws
  {
    let store = try TestStore()
    var random = RepeatableRandom(seed: 7)
    // Few of the newest have it, so that the answers of small limits fill in other windows.
    let subjects = (1...3_000).map { number in
      random.once(in: number > 2_600 ? 100 : 5) ? "printer on fire" : "a quiet day"
    }
    let late = (1...30).map { _ in random.pick(Array(1...3_000)) }
    try store.write { transaction in
      var tickets: [Ticket] = []
      for subject in subjects { tickets.append(try transaction.create(subject)) }
      for number in Set(late) {
        try transaction.append(to: tickets[number - 1], text: "the printer, at last")
      }
      for _ in 1...2_500 {
        tickets[0] = try transaction.append(to: tickets[0], text: "printer", at: 3_000)
      }
    }
    let readers = try store.readers()
    let context = EvaluationContext(now: Instant(milliseconds: 9_000))
    for text in ["printer", "printer or quiet", "not:text:printer text:quiet", "printer id:..40"] {
      let query = try QueryDesk.parse(text)
      let sorted = try QueryDesk.parse(text + " sort:-id")
      for limit in [1, 3, 40, 200, 500, 900] {
        let (found, expected) = try readers.read { reader in
          (
            try reader.ids(matching: query, access: .always, in: context, limit: limit),
            try reader.ids(matching: sorted, access: .always, in: context, limit: limit)
          )
        }
        #expect(found == expected, "\(text), \(limit)")
        #expect(!found.isEmpty)
      }
    }
  }
}
