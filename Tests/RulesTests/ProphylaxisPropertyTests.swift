// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct ProphylaxisPropertyTests {
    @Test(arguments: 0..<40)
    func `every day of a history is what the courses say of that day, one by one`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let record = randomCourses(using: &generator)
        let today = day("2024-04-01")
        let history = CoverHistory(
            of: antiviral, in: record, contacts: ContactDays(record, today: today, withinDays: 10), today: today)
        for offset in 0...(today - day("2023-12-10")) {
            let day = day("2023-12-10") + offset
            #expect(history.state(on: day) == plainState(on: day, of: record, today: today), "\(day)")
        }
    }

    @Test(arguments: 0..<20)
    func `the order of the rows never changes cover, gaps or the share`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let record = randomCourses(using: &generator)
        let (history, cover) = everything(of: record)
        for _ in 0..<5 {
            var shuffled = record
            shuffled.medications.shuffle(using: &generator)
            shuffled.exposures.shuffle(using: &generator)
            shuffled.labResults.shuffle(using: &generator)
            #expect(everything(of: shuffled) == (history, cover))
        }
    }

    @Test(arguments: 0..<20)
    func `periods follow each other without a hole, and days on therapy are all counted`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let (history, cover) = everything(of: randomCourses(using: &generator))
        let periods = history.periods(in: day("2023-01-01")...history.today)
        for (period, next) in zip(periods, periods.dropFirst()) {
            #expect(period.days.upperBound + 1 == next.days.lowerBound)
            #expect(period.state != next.state)
        }
        let uncovered = cover.gaps.flatMap(\.uncovered).map(\.count).reduce(0, +)
        #expect(cover.daysCovered + cover.daysUnknown + uncovered == cover.daysOnTherapy)
    }
}

private func everything(of record: SubjectRecord) -> (CoverHistory, TherapyCover) {
    let contacts = ContactDays(record, today: day("2024-04-01"))
    let history = CoverHistory(of: antiviral, in: record, contacts: contacts, today: day("2024-04-01"))
    let runs = therapyRuns(of: ["IXAZOMIB"], in: record, contacts: contacts, today: day("2024-04-01"))
    return (history, history.cover(during: runs))
}

/// A few courses, samples and doses from 2023-12 on, some with partial, missing, contradicting or future dates.
private func randomCourses(using generator: inout Seeded) -> SubjectRecord {
    var record = SubjectRecord(subject: "S")
    let text = { (first: Int, days: Int, generator: inout Seeded) -> String in
        let day = "\(day("2023-12-20") + first + Int.random(in: 0...days, using: &generator))"
        switch Int.random(in: 0..<14, using: &generator) {
        case 0: return String(day.prefix(7))
        case 1: return ""
        case 2: return String(day.prefix(4))
        default: return day
        }
    }
    for index in 0..<Int.random(in: 0...6, using: &generator) {
        let first = Int.random(in: 0..<110, using: &generator)
        record.medications.append(
            Medication(
                key: key(.cm, "\(index)"), name: ["ACICLOVIR", "VALACICLOVIR"][index % 2],
                start: date(text(first, 0, &generator)), end: date(text(first - 2, 40, &generator))))
    }
    for index in 0..<Int.random(in: 0...5, using: &generator) {
        record.labResults.append(lab("PLAT", "200 10^9/L", on: text(0, 110, &generator), row: "\(index)"))
        record.exposures.append(dose("IXAZOMIB", from: text(0, 110, &generator), row: "\(index)"))
    }
    return record
}

/// The state of one day, told from every course and every contact anew.
private func plainState(on day: CalendarDay, of record: SubjectRecord, today: CalendarDay) -> CoverState {
    let contacts = record.labResults.map(\.collected) + record.exposures.map(\.start)
    let isConfirmed = contacts.compactMap { $0 }.contains { contact in
        contact.earliest <= today && abs(day - contact.earliest) <= 10 && abs(day - contact.latest) <= 10
    }
    var doubts: Set<CoverDoubt> = []
    var hasBegun = false
    for course in record.medications {
        let (start, end) = (course.start, course.end.flatMap { $0.earliest > today ? nil : $0 })
        if let start, start.earliest > today + 1 {
            doubts.insert(.dateInFuture)
        } else if let start, let end = course.end, end.latest < start.earliest {
            doubts.insert(.datesContradict)
        } else if isTaken(on: day, from: start, to: end, isConfirmed: isConfirmed) {
            return .covered
        } else if start.map({ $0.earliest <= day }) ?? true, end.map({ $0.latest >= day }) ?? true {
            let isOpen = end == nil && start.map { $0.latest <= day } ?? false
            doubts.insert(isOpen ? .endNotConfirmed : .dateUnknown)
        } else if start.map({ $0.earliest <= day }) ?? true {
            hasBegun = true
        }
    }
    return doubts.isEmpty ? hasBegun ? .gap : .neverStarted : .unknown(doubts)
}

/// Whether a course runs on a day however its dates are completed, so long as it does not end before it starts.
private func isTaken(on day: CalendarDay, from start: ClinicalDate?, to end: ClinicalDate?, isConfirmed: Bool) -> Bool {
    guard let end else { return isConfirmed && start.map { $0.latest <= day } ?? false }
    let begins = min(start?.latest ?? end.latest, end.latest)
    let ends = max(end.earliest, start?.earliest ?? end.earliest)
    return begins <= day && day <= ends
}
