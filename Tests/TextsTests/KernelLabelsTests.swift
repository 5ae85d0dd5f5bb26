import Testing
import Texts

@Suite struct KernelLabelsTests {
  @Test(arguments: Catalogue.languageCodes)
  func `every label of the kernel has a word in each language`(language: String) {
    let labels = KernelLabels.all(in: language)
    #expect(Set(labels.keys) == Set(KernelLabels.all(in: "en").keys) && !labels.isEmpty)
    #expect(!labels.values.contains(""))
  }

  @Test func `a language that is not known has no labels`() {
    #expect(KernelLabels.all(in: "xx").isEmpty)
  }
}
