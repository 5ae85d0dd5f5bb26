import Display
import Kernel

/// Bars in a terminal; in a pipe only their labels and values.
struct Bars {
  struct Bar {
    let label: String
    /// What the bar stands for; `nil` for what is no number.
    let value: Double?
    let text: String
  }

  private let bars: [Bar]

  init(_ bars: [Bar]) {
    self.bars = bars
  }

  /// A line for each, the longest bar as wide as there is room for.
  func lines(on surface: Surface) -> [String] {
    let labels = min(bars.map(\.label.displayWidth).max() ?? 0, Bars.widestLabel)
    let values = bars.map(\.text.displayWidth).max() ?? 0
    let most = bars.compactMap(\.value).max() ?? 0
    let room = max(4, (surface.columns ?? 0) - labels - values - 5)
    return bars.map { bar in
      let label = bar.label.truncated(toColumns: labels)
      let space = String(repeating: " ", count: labels - label.displayWidth)
      let before = String(repeating: " ", count: values - bar.text.displayWidth)
      let line = "\(surface.isolated(label))\(space)  \(before)\(bar.text)"
      guard surface.isTerminal, most > 0, let value = bar.value, value > 0 else { return line }
      return "\(line)  \(surface.styled(Bars.bar(value / most, of: room), .good))"
    }
  }

  private static let widestLabel = 40
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// A bar that fills that part of so many columns, at least a sliver.
  private static func bar(_ part: Double, of columns: Int) -> String {
    let eighth = max(1, Int((part * Double(columns) * 8).rounded()))
    return String(repeating: "█", count: eighth / 8) + eighths[eighth % 8]
  }

  /// Numbers in a line of bars, one column each.
  static func line(of numbers: [Double]) -> String {
    guard let most = numbers.max(), let least = numbers.min() else { return "" }
    let floor = min(0, least)
    return numbers.map { number in
      guard most > floor else { return levels[0] }
      return levels[min(7, Int((number - floor) / (most - floor) * 7.999))]
    }.joined()
  }
}
