// SPDX-License-Identifier: Apache-2.0

import Trial

/// When the medications were given after which a count proves no recovery.
///
/// A day on which one only may have been given counts like one on which it was: what a date leaves open proves nothing.
struct RecoveryProof {
    private var courses: [String: [GivenDays]] = [:]

    /// Looks for the medications that some rules name.
    init(_ record: SubjectRecord, _ studyProtocol: StudyProtocol) {
        let named = studyProtocol.subjectRules.reduce(into: Set<String>()) { lists, rule in
            guard case .count(let condition) = rule.condition else { return }
            lists.formUnion(condition.notAfter.map(\.list))
        }
        guard !named.isEmpty, !record.medications.isEmpty else { return }
        for list in studyProtocol.medicationLists where named.contains(list.id) {
            courses[list.id] = GivenDays.all(of: list, in: record)
        }
    }

    /// Whether nothing that was given shortly before a result keeps it from proving recovery.
    func provesRecovery(_ result: LabResult, for condition: CountCondition) -> Bool {
        guard !courses.isEmpty, let collected = result.collected else { return true }
        return condition.notAfter.allSatisfy { bar in
            (courses[bar.list] ?? []).allSatisfy { !$0.mayBear(on: collected, withinDays: bar.days) }
        }
    }
}

/// The days on which a row says, or allows, that a medication was given.
struct GivenDays {
    /// The days it may have been given on.
    private let possible: ClosedRange<CalendarDay>
    /// The days it certainly was; nil where none is certain.
    private let certain: ClosedRange<CalendarDay>?
    /// The minute of its first day at which it began, where that is known.
    private let minute: Int?

    /// The courses of a list's medications in a record.
    static func all(of list: MedicationList, in record: SubjectRecord) -> [GivenDays] {
        record.medications.indices.filter {
            record.medications[$0].isCourse && list.medications.contains(record.medications[$0].name)
        }.map {
            GivenDays(record.medications[$0], isOfOneDay: list.isOfOneDay)
        }
    }

    private init(_ course: Medication, isOfOneDay: Bool) {
        let start = course.start
        let end = course.end ?? (isOfOneDay ? start : nil)
        let bounds = [start?.earliest ?? .distantPast, end?.earliest ?? .distantFuture].min() ?? .distantPast
        possible = bounds...max(bounds, start?.latest ?? bounds, end?.latest ?? .distantFuture)
        // A course without an end goes on, but nothing shows for how long: its first day alone is certain.
        certain = start.flatMap { range($0.latest, end?.earliest ?? $0.latest) }
        minute = start?.isComplete == true ? start?.minuteOfDay : nil
    }

    /// Whether what was given may bear on a sample of the same time or of so many days after.
    func mayBear(on collected: ClinicalDate, withinDays days: Int) -> Bool {
        if let minute, let taken = collected.minuteOfDay, collected.latest == possible.lowerBound, taken < minute {
            return false
        }
        return possible.overlaps((collected.earliest - days)...collected.latest)
    }

    /// Whether it certainly was given on a day or so many days before it.
    func certainlyBears(on day: CalendarDay, withinDays days: Int) -> Bool {
        certain?.overlaps((day - days)...day) ?? false
    }
}
