/// What the kernel's own fields, priorities and categories are called, by language and key.
///
/// Plugins label what they bring, and nothing else.
package enum KernelLabels {
  /// The labels by the code of their language; the keys are those of plugins' locales.
  package static let all: [String: [String: String]] = [
    "de": german, "en": english, "es": spanish, "nl": dutch, "ru": russian,
  ]
}
