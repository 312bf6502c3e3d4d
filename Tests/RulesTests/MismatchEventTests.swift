// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// Events that contradict themselves, and what holds of all contradictions.
@Suite struct MismatchEventTests {
    private func subject(
        grade: Int? = 3, stated: Answer, serious: Answer = .unknown, fatal: Answer = .unknown,
        causality: String = "RELATED"
    ) -> SubjectRecord {
        var report = event("Pneumonia", grade: grade, from: "2024-01-08", serious: serious)
        (report.statedSerious, report.fatal, report.causality) = (stated, fatal, causality)
        return SubjectRecord(subject: "S", demographics: demographics(arm: "IXA"), adverseEvents: [report])
    }

    private func signs(_ record: SubjectRecord, _ rule: SubjectRule) -> [SeriousnessSign?] {
        MismatchTable.episodes(record, rule, on: "2024-03-01").filter { !$0.isAnswered }.map { episode in
            guard case .mismatch(let report) = episode.finding else { return nil }
            return report.sign
        }
    }

    @Test func `an event that is not serious and fatal, of grade 5 or flagged contradicts itself`() {
        #expect(signs(subject(stated: .no, serious: .yes), MismatchTable.conflict) == [.flag])
        #expect(signs(subject(grade: 5, stated: .no), MismatchTable.conflict) == [.grade5])
        #expect(signs(subject(grade: 5, stated: .no, fatal: .yes), MismatchTable.conflict) == [.fatal])
        #expect(signs(subject(stated: .no), MismatchTable.conflict) == [])
        #expect(signs(subject(stated: .unknown, serious: .yes), MismatchTable.conflict) == [])
        #expect(signs(subject(grade: 5, stated: .yes, serious: .yes), MismatchTable.conflict) == [])
    }

    @Test(arguments: [("", 1), ("  ", 1), ("unknown", 1), ("未评估", 1), ("RELATED", 0), ("NOT RELATED", 0)])
    func `a serious event without causality is listed`(causality: String, count: Int) {
        let serious = subject(stated: .yes, serious: .yes, causality: causality)
        #expect(signs(serious, MismatchTable.causality).count == count)
        #expect(signs(subject(stated: .no, causality: causality), MismatchTable.causality) == [])
        #expect(signs(subject(grade: 5, stated: .no, causality: causality), MismatchTable.causality).count == count)
    }

    @Test func `the corrected row resolves the query, and a row that is serious no more takes it back`() {
        let open = subject(stated: .no, serious: .yes, causality: "")
        let consistent = subject(stated: .yes, serious: .yes, causality: "RELATED")
        let harmless = subject(stated: .no, causality: "")
        for rule in [MismatchTable.conflict, MismatchTable.causality] {
            #expect(MismatchTable.fate(of: [open, consistent], rule) == "resolved answered")
            #expect(MismatchTable.fate(of: [open, harmless], rule) == "retracted recordChanged")
            #expect(MismatchTable.fate(of: [consistent], rule) == "0 alerts")
        }
    }

    @Test(arguments: UInt64(1)...20) func `the order of rows changes nothing`(seed: UInt64) {
        let rules = [MismatchTable.withoutEvent, MismatchTable.contradicted, MismatchTable.withoutLaboratory]
        var generator = Seeded(seed: seed)
        let rows = record(
            "S",
            """
            DM  IXA
            LB  PLAT  20 10^9/L  2024-01-08
            LB  PLAT  40 10^9/L  2024-01-08  #b
            LB  PLAT  12 10^9/L  2024-02
            LB  NEUT  0.3 10^9/L  2024-01-08
            LB  HGB  70 g/L  2024-01-09
            AE  Thrombocytopenia  2  2024-01-05..2024-01-12
            AE  Thrombocytopenia  2  2024-01-05..2024-01-30  #c
            AE  Anaemia  4  2024-01-05
            AE  Hypokalaemia  3  2024-01-05
            """)
        var shuffled = rows
        shuffled.labResults.shuffle(using: &generator)
        shuffled.adverseEvents.shuffle(using: &generator)
        for rule in rules {
            #expect(
                MismatchTable.episodes(shuffled, rule, on: "2024-03-01").map(\.comparable)
                    == MismatchTable.episodes(rows, rule, on: "2024-03-01").map(\.comparable))
        }
    }
}

extension Episode {
    fileprivate var comparable: String { "\(facet) \(String(describing: onset)) \(evidenceKeys.sorted()) \(finding)" }
}
