// SPDX-License-Identifier: Apache-2.0

import Trial

/// One body temperature as the criterion of febrile neutropenia sees it.
struct TemperatureReading {
    /// Where it lies against 38.0 and 38.3 degrees C.
    ///
    /// The criterion prints 101 degrees F beside 38.3 degrees C, which is rounded: 101.0 degrees F are 38.33 degrees C
    /// and above the cut, which is 100.94. 38.0 degrees C are 100.4 degrees F.
    enum Height: Comparable {
        /// Below 38.0 degrees C.
        case afebrile
        /// From 38.0 to 38.3 degrees C, both included: a fever if it lasts more than one hour.
        case raised
        /// Above 38.3 degrees C: a fever by itself.
        case high
    }

    var height: Height
    /// False when the value is absurd in its stated unit and this is what it would be in the other.
    var isCertain: Bool
    var date: ClinicalDate
    var row: RowKey
    var remarks: JoinedGrade.Remarks

    /// The minute since 1970; nil when only the day, or not even that, is known.
    var minute: Int? {
        guard date.isComplete, let minuteOfDay = date.minuteOfDay else { return nil }
        return date.earliest.daysSince1970 * 1_440 + minuteOfDay
    }

    /// Reads a vital sign; nil for another test, no number, no date, and a number that is no body temperature.
    ///
    /// A date that is missing is a defect of the row, which is reported where rows are read.
    init?(_ sign: VitalSign) {
        guard Analyte.bodyTemperature.testCodes.contains(sign.test), let value = sign.value, let date = sign.collected
        else { return nil }
        let plausible = [LabUnit.celsius, .fahrenheit].filter { Analyte.bodyTemperature.isPlausible(value, in: $0) }
        guard plausible.count == 1 else { return nil }
        let stated = Analyte.bodyTemperature.unit(spelled: sign.unit)
        let unit = plausible[0]
        self.date = date
        row = sign.key
        isCertain = stated == nil || stated == unit
        remarks = stated == nil ? .unitAssumed : (isCertain ? [] : .unitSuspect)
        let (single, sustained) = unit == .celsius ? (38.3, 38.0) : (100.94, 100.4)
        if SignificantDigits.isAbove(value, single) {
            height = .high
        } else {
            height = SignificantDigits.isBelow(value, sustained) ? .afebrile : .raised
        }
    }
}
