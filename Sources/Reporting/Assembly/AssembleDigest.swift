// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

extension Digest {
    /// Counts and orders what the source holds; repeating it gives the same digest, whatever order lists came in.
    package init(_ source: DigestSource) {
        let titles = RuleTitles(source.studyProtocol)
        let boundaries = boundaryGroups(source)
        header = DigestHeader(source)
        status = DigestStatus(source, boundaries: boundaries.flatMap(\.arms), titles: titles)
        arms = armLines(source)
        subjectsWithoutArm =
            source.summaries.filter { member in
                !source.studyProtocol.arms.contains { $0.code == member.arm }
            }.count
        reportedEvents = eventTable(source, grades: \.reportedGrades)
        laboratoryEvents = eventTable(source, grades: \.laboratoryGrades)
        self.boundaries = boundaries
        openAlerts = alertGroups(source, titles: titles)
        corrections = CorrectionList(source, titles: titles)
        quality = QualityList(source)
    }
}

extension DigestSource {
    /// The study's calendar day of the data cut-off.
    var cutOffDay: CalendarDay { cutOff.day(secondsFromUTC: zone.secondsFromUTC) }

    /// Subjects of an arm with a first dose.
    func entered(_ arm: String) -> [SubjectSummary] {
        summaries.filter { $0.arm == arm && $0.entry != nil }
    }
}

/// Titles of the rules in force by their permanent names.
struct RuleTitles {
    private let titles: [String: LocalizedText]

    init(_ studyProtocol: StudyProtocol) {
        let subjectRules = studyProtocol.subjectRules.map { ($0.id, $0.title) }
        let armRules = studyProtocol.armRules.map { ($0.id, $0.title) }
        titles = Dictionary(subjectRules + armRules) { first, _ in first }
    }

    func title(of rule: String) -> LocalizedText {
        titles[rule] ?? LocalizedText(en: rule)
    }
}

extension DigestHeader {
    fileprivate init(_ source: DigestSource) {
        let studyProtocol = source.studyProtocol
        self.init(
            study: studyProtocol.study, title: studyProtocol.title, cutOff: source.cutOff,
            newestRow: source.summaries.compactMap(\.lastContact).max(), since: source.since,
            preparedAt: source.preparedAt, zone: source.zone, feed: source.feed, ctcae: studyProtocol.ctcae,
            protocolVersion: studyProtocol.version, auditHead: source.auditHead,
            rules: studyProtocol.subjectRules.count + studyProtocol.armRules.count,
            unverifiedRules: studyProtocol.subjectRules.filter { !$0.verified }.map(\.title)
                + studyProtocol.armRules.filter { !$0.verified }.map(\.title))
    }
}
