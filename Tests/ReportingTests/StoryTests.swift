// SPDX-License-Identifier: Apache-2.0

import Kit
import Reporting
import Rules
import Testing
import Trial

struct StoryTests {
    private func page(_ rows: SubjectRecord, width: Int = 80, _ language: Language = .en) -> String {
        let moment = Kit.moment("2024-02-01")
        let story = explain(rows, under: .small(), at: moment)
        return renderStory(story, of: .small(), asKnown: moment, zone: "Asia/Shanghai", width: width, in: language)
    }

    private let subject = record(
        "S1-03-0127",
        """
        DM  IXA
        EX  IXAZOMIB  2024-01-01..2024-01-20
        LB  PLAT  200 10^9/L  2024-01-01  125-350  baseline
        LB  PLAT  8 10^9/L  2024-01-08  125-350
        LB  PLAT  60 10^9/L  2024-01-15  125-350
        AE  Herpes zoster  2  2024-01-10..2024-01-20
        AE  Neuropathy peripheral  2  2024-01-12..
        LB  K  9 apples  2024-01-15
        """)

    @Test func `a subject's story reads as it was approved`() throws {
        try expectSnapshot(page(subject), named: "story.txt")
        try expectSnapshot(page(subject, .zhHans), named: "story.zh-Hans.txt")
    }

    @Test(arguments: [60, 80, 120])
    func `no line of a story is wider than the page`(width: Int) {
        for language in Language.allCases {
            let lines = page(subject, width: width, language).split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }

    @Test func `a subject without rows has a story, in which every rule says that nothing is on record`() {
        let page = page(SubjectRecord(subject: "S1-03-0128"))
        #expect(page.contains("No dose on record."))
        #expect(page.contains("RULES THAT SPOKE\n  None."))
    }
}
