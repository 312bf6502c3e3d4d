// SPDX-License-Identifier: Apache-2.0

import Trial

extension SubjectCourse {
    /// Lives through one cycle and returns the day the next is due, or nil when treatment has ended.
    mutating func cycle(_ number: Int, due: CalendarDay) -> CalendarDay? {
        guard let dayOne = startCycle(number, due: due) else { return nil }
        departure = drawDeparture(from: dayOne)
        adverseEvents(in: number, from: dayOne)
        updateProphylaxis(from: dayOne)
        let last = min(end, dayOne + 27, departure?.day ?? end)
        var taken = takeIxazomib(on: dayOne, cycle: number, known: dayOne, through: last) ? 1 : 0
        let midCycle = dayOne + (generator.chance(0.15) ? generator.whole(12...17) : 14)
        let seenMidCycle = midCycle <= last && !generator.chance(0.04)
        let reviewed = min(last, seenMidCycle ? midCycle : dayOne + 28)
        taken += takeIxazomib(on: dayOne + 7, cycle: number, known: reviewed, through: last) ? 1 : 0
        let lenalidomide = regimen.isGiven(.lenalidomide, on: dayOne) ? regimen.share(of: .lenalidomide, on: dayOne) : 0
        marrow.suppress(
            ixazomib: Double(taken) / 2 * regimen.share(of: .ixazomib, on: dayOne), lenalidomide: lenalidomide,
            on: dayOne + 14,
            &generator)
        let third = (seenMidCycle ? seeMidCycle(number, on: midCycle, through: last) : nil) ?? dayOne + 14
        takeIxazomib(on: third, cycle: number, known: min(last, max(third, reviewed)), through: last)
        takeLenalidomide(from: dayOne, cycle: number, through: last)
        chemistry.age()
        weight = max(38, weight + 0.3 * generator.normal())
        guard departure == nil else { return nil }
        return (dayOne + 28 + (generator.chance(0.2) ? generator.whole(1...4) : 0)).workingDay
    }

    /// Holds the visit of day 1, as late as the blood count demands, and returns its day.
    private mutating func startCycle(_ number: Int, due: CalendarDay) -> CalendarDay? {
        for attempt in 0...4 {
            let day = due + 7 * attempt
            guard day <= end else { return nil }
            let isLast = attempt == 4 || generator.chance(subject.hospital.disregard)
            let count = marrow.count(on: day, &generator)
            guard isLast || count.permitsCycle(of: subject.actualArm) else {
                note(count, at: unscheduled(number - 1, attempt + 5, on: day))
                continue
            }
            // Whoever still needs a hold after four weeks leaves, unless the site disregards that too.
            if count.callsForHold, attempt == 4, !generator.chance(subject.hospital.disregard) {
                note(count, at: unscheduled(number - 1, attempt + 5, on: day))
                departure = Departure(day: day, reason: .adverseEvent)
                return nil
            }
            regimen.resume()
            if attempt == 4 { regimen.stepDown(on: day - 1) }
            guard !regimen.isStopped else {
                departure = Departure(day: day, reason: .adverseEvent)
                return nil
            }
            openDayOne(number, on: day, count)
            return day
        }
        return nil
    }

    private mutating func openDayOne(_ number: Int, on day: CalendarDay, _ count: BloodCount) {
        let visit = Visit(
            number: String(number * 10), name: "CYCLE \(number) DAY 1", day: day, minute: generator.whole(425...620))
        if number == 1 { startTreatment(on: day) }
        note(count, at: visit, isBaseline: number == 1)
        serumPanel(at: visit, isBaseline: number == 1)
        weigh(at: visit)
        lastNeutrophils = count.neutrophils
    }

    private mutating func startTreatment(on day: CalendarDay) {
        let arm = subject.actualArm
        histories[0].update(
            known: day, ["RFSTDTC": "\(day)", "RFXSTDTC": "\(day)", "ACTARMCD": arm.rawValue, "ACTARM": arm.name])
        startProphylaxis(on: day)
    }

    /// Draws the blood count in the middle of a cycle and weekly ones while treatment is held.
    ///
    /// Returns the day of the third dose where a low count is disregarded: the subject takes it, days late, at home.
    private mutating func seeMidCycle(
        _ number: Int, on day: CalendarDay, through last: CalendarDay
    ) -> CalendarDay? {
        var count = marrow.count(on: day, &generator)
        let visit = Visit(
            number: String(number * 10 + 5), name: "CYCLE \(number) DAY 15", day: day,
            minute: generator.whole(425...620))
        note(count, at: visit)
        lastNeutrophils = min(lastNeutrophils, count.neutrophils)
        guard count.callsForHold else { return nil }
        let isHeld = !generator.chance(2 * subject.hospital.disregard)
        if isHeld {
            // The count of the day is often known before the capsule of the day is taken.
            regimen.holdAll(from: generator.chance(0.7) ? day : day + 1)
            if !generator.chance(subject.hospital.disregard) { regimen.stepDown(on: day) }
        }
        if count.neutrophils < 0.5, generator.chance(0.5) { giveGrowthFactor(from: day) }
        var week = 1
        while count.callsForHold, day + 7 * week <= last {
            count = marrow.count(on: day + 7 * week, &generator)
            note(count, at: unscheduled(number, week, on: day + 7 * week))
            week += 1
        }
        return isHeld ? nil : day + generator.whole(1...3)
    }

    private mutating func unscheduled(_ cycle: Int, _ count: Int, on day: CalendarDay) -> Visit {
        Visit(
            number: "\(cycle * 10 + 5).\(count)", name: "UNSCHEDULED \(cycle).\(count)", day: day,
            minute: generator.whole(425...900))
    }
}
