// SPDX-License-Identifier: Apache-2.0

import Alerting
import Reporting
import Rules
import Trial

extension SmallTrial {
    /// The small trial with texts that try to leave their place: markup, quotes, escape sequences, direction marks.
    static func hostileSource() throws -> DigestSource {
        var source = try source()
        let script = "<script>alert(\"1\")</script>"
        source.summaries[0].reportedGrades = [script: 3, "Salt & pepper 'rash'": 2, "\u{1B}[2J\u{202E}Nausea\nG5": 1]
        source.summaries[1].site = "\"><img src=x onerror=alert(1)>"
        source.summaries[2].laboratoryGrades = [String(repeating: "血小板计数降低", count: 12): 4]
        source.studyProtocol.title = "Maintenance </title>\(script)"
        source.studyProtocol.subjectRules[0].title.en = "Hold & <b>wait</b>\r\n"
        source.openAlerts[0].site = "03\u{7}<"
        source.openAlerts[1].acknowledgement?.officer = "Dr \(script)"
        source.openAlerts[0].episode.evidence[0].reading = "8 \u{1B}]0;owned\u{7} 10^9/L"
        source.qualityFlags.append(
            SubjectFlag(
                subject: script,
                defect: RowDefect(
                    key: RowKey(domain: .ae, text: "[\"<i>\",\"\(String(repeating: "x", count: 200))\"]"),
                    variable: "AETERM", reason: .unknownTerm)))
        source.feed.store = "store\" onload=\"x"
        return source
    }
}
