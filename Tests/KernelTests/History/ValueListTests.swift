import Kernel
import TestSupport
import Testing

@Suite struct ValueListTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a list without another one is what looking at each element gives`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    func list(_ most: Int) -> [Value] {
      (0..<Int.random(in: 0...most, using: &random)).map { _ in
        let number = Int64.random(in: 0..<20, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return .text("\(number)")
        case 1: return .integer(number)
        default: return .person(Person.ID(rawValue: number))
        }
      }
    }
    for _ in 0..<100 {
      let (left, right) = (list(30), list(30))
      #expect(left.without(right) == left.filter { !right.contains($0) })
    }
  }
}
