// SPDX-License-Identifier: Apache-2.0

import Trial

/// One adverse event as it happened, before any of it is recorded.
struct SimulatedEvent: Sendable {
    let profile: EventProfile
    /// SDTM AESTDTC.
    let onset: CalendarDay
    /// The worst grade (SDTM AETOXGR).
    let grade: Int
    /// The last day (SDTM AEENDTC).
    var last: CalendarDay
    /// SDTM AEPAIN.
    var pain = ""
    /// SDTM AEDISS.
    var disseminated = ""
    /// SDTM AESHOSP.
    var isHospitalised = false
    /// SDTM AESER.
    var isSerious = false
    /// SDTM AEREL.
    var causality = ""
    /// SDTM AEACN.
    var action = "DOSE NOT CHANGED"
    /// Whether only the month of onset is recorded.
    var isPartial = false
    /// Whether no end is ever recorded.
    var isUnresolved = false

    /// An event of so many days.
    init(profile: EventProfile, onset: CalendarDay, grade: Int, lasting days: Int) {
        self.profile = profile
        self.onset = onset
        self.grade = grade
        last = onset + days
    }
}

extension SubjectCourse {
    /// Records an event as it becomes known: at first, when it worsens, when it is coded, and when it ends.
    mutating func recordEvent(_ event: SimulatedEvent, seen dayOne: CalendarDay) {
        let nextVisit = event.onset <= dayOne + 14 ? dayOne + 14 : dayOne + 28
        let known = event.isSerious ? event.onset + generator.whole(0...1) : min(nextVisit, event.last)
        let worsens = event.grade >= 2 && generator.chance(event.grade == 5 ? 1 : 0.35)
        let firstGrade = event.grade == 5 ? 4 : worsens ? event.grade - 1 : event.grade
        let isCodedLater = generator.chance(0.12)
        let words = event.profile.reportedTerms
        let row = record(
            .ae, form: newForm(), known: known, minute: event.isSerious ? 11 * 60 : 14 * 60,
            promptness: event.isSerious ? .serious : .ordinary,
            [
                "AESPID": nextEventNumber(), "AETERM": words[generator.whole(0...(words.count - 1))],
                "AEDECOD": isCodedLater ? "" : event.profile.term,
                "AEBODSYS": isCodedLater ? "" : event.profile.bodySystem, "AETOXGR": String(firstGrade),
                "AESER": event.isSerious ? "Y" : "N", "AESDTH": "N", "AESHOSP": event.isHospitalised ? "Y" : "N",
                "AESLIFE": event.grade >= 4 ? "Y" : "N", "AEREL": event.causality, "AEACN": event.action,
                "AEOUT": "NOT RECOVERED/NOT RESOLVED", "AEPAIN": event.pain, "AEDISS": event.disseminated,
                "AESTDTC": event.isPartial ? String("\(event.onset)".prefix(7)) : "\(event.onset)",
            ])
        if worsens, event.grade < 5 {
            let days = max(1, min(70, (event.last - event.onset) / 2))
            let worse = event.isSerious ? known + 1 : event.onset + generator.whole(1...days)
            histories[row].update(known: worse, ["AETOXGR": String(event.grade)])
        }
        if isCodedLater {
            histories[row].update(
                known: known + generator.whole(2...15),
                ["AEDECOD": event.profile.term, "AEBODSYS": event.profile.bodySystem])
        }
        if event.grade == 5 {
            histories[row].update(
                known: event.last,
                ["AETOXGR": "5", "AESDTH": "Y", "AEOUT": "FATAL", "AEENDTC": "\(event.last)"])
        } else if !event.isUnresolved {
            histories[row].update(
                known: event.last + generator.whole(0...24),
                ["AEENDTC": "\(event.last)", "AEOUT": "RECOVERED/RESOLVED"])
        }
        if event.profile.nature == .infection || event.profile.nature == .covid, event.grade >= 2, event.onset <= end {
            takeTemperature(on: event.onset)
        }
    }

    /// The site's own number of an event (SDTM AESPID).
    mutating func nextEventNumber() -> String {
        eventCount += 1
        return "AE\(padded(eventCount, 3))"
    }

    private mutating func takeTemperature(on day: CalendarDay) {
        let visit = Visit(number: "", name: "UNSCHEDULED", day: day, minute: generator.whole(425...1_200))
        vitalSign("TEMP", decimalText(generator.between(37.6...39.9), places: 1), "C", at: visit)
    }
}
