// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct DipstickTests {
    @Test(
        arguments: [
            ("NEGATIVE", 0), ("neg", 0), ("-", 0), ("(-)", 0), ("－", 0), ("阴性", 0), ("阴性(-)", 0), ("Trace", 0),
            ("±", 0),
            ("+-", 0), ("+/-", 0), ("微量", 0), ("弱阳性", 0), ("Normal", 0), ("1+", 1), ("+1", 1), ("+", 1), ("(+)", 1),
            ("＋", 1),
            ("1＋", 1), ("1+ (30 mg/dL)", 1), ("阳性(1+)", nil), ("阳性1+", 1), ("2+", 2), ("++", 2), ("2+(1.0g/L)", 2),
            ("3+", 3), ("+++", 3), ("＋＋＋", 3), ("4+", 4), ("++++", 4), ("POSITIVE", nil), ("阳性", nil), ("5+", nil),
            ("", nil),
            ("1-2+", nil), ("30 mg/dL", nil), ("see comment", nil), ("(see comment)", nil),
        ] as [(String, Int?)])
    func `signs and words of a strip are read as plus signs`(text: String, plusSigns: Int?) {
        let grades = [LabGrade.Outcome.plain(0), .plain(1), .plain(2), .plain(2), .plain(3)]
        let strip = result("PROT", .text(text), "", specimen: "URINE")
        #expect(outcome(.proteinuria, strip) == plusSigns.map { grades[$0] } ?? .ungradable(.valueNotNumeric))
    }
}
