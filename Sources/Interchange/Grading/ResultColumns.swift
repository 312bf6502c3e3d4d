// SPDX-License-Identifier: Apache-2.0

/// Where the columns of a file of results stand.
///
/// A file is of one SDTM domain: laboratory (LB), vital signs (VS) or ECG (EG), told by the prefix of its columns.
/// Every row is read through them, and a structure of so many numbers would be copied whole where one is wanted.
final class ResultColumns {
    /// Whether the domain is LB.
    let isLaboratory: Bool
    /// How many fields a row has.
    let count: Int

    /// USUBJID.
    let subject: Int
    /// --TESTCD.
    let test: Int
    /// --SEQ.
    let sequence: Int
    /// --DTC.
    let collected: Int
    /// --STRESN; where a file has none, --ORRES, and likewise its unit and limits.
    let result: Int
    /// --STRESU.
    let unit: Int?
    /// --STNRLO.
    let lowerLimit: Int?
    /// --STNRHI.
    let upperLimit: Int?
    /// --STRESC, the result as text in the standard unit.
    let resultText: Int?
    /// --ORRES, in the unit --ORRESU with the limits --ORNRLO and --ORNRHI.
    let reported: Int?
    let reportedUnit: Int?
    let reportedLowerLimit: Int?
    let reportedUpperLimit: Int?
    /// --SPEC.
    let specimen: Int?
    /// --CAT.
    let category: Int?
    /// --FAST.
    let fasting: Int?
    /// --NRIND.
    let rangeIndicator: Int?
    /// --BLFL.
    let baselineFlag: Int?
    /// --LOBXFL, the last observation before exposure.
    let lastBeforeExposureFlag: Int?
    /// BASE.
    let base: Int?
    /// BNRIND.
    let baseRangeIndicator: Int?
    /// SEX.
    let sex: Int?
    /// AGE, in the unit AGEU, or in years where that is not given.
    let age: Int?
    let ageUnit: Int?
    /// BRTHDTC.
    let born: Int?

    /// Whether rows say how old the subject was.
    var tellsAge: Bool { age != nil || born != nil }

    /// The columns that say what a row measures, and in what unit and range.
    var measured: [Int] {
        [test, unit, specimen, category, fasting, lowerLimit, upperLimit].compactMap { $0 }
    }

    /// Whether rows say which of them are baselines.
    var flagsBaselines: Bool { baselineFlag != nil || lastBeforeExposureFlag != nil }

    /// The columns that a header names, in any order and case.
    ///
    /// - Parameter header: the names in upper case; a column without a name is not read.
    init(header: [String], path: String) throws(GradingError) {
        var positions: [String: Int] = [:]
        for (position, name) in header.enumerated() where !name.isEmpty {
            guard positions.updateValue(position, forKey: name) == nil else {
                throw .repeatedColumn(path: path, name: name)
            }
        }
        let domains = ["LB", "VS", "EG"].filter { positions["\($0)TESTCD"] != nil }
        guard domains.count < 2 else { throw .severalDomains(path: path, domains: domains) }
        let domain = domains.first ?? "LB"
        // A file of reported results alone: they stand for the standard ones, in their own unit with their own limits.
        let isReported = positions[domain + "STRESN"] == nil && positions[domain + "ORRES"] != nil
        let limits = domain == "LB" ? ["STNRLO", "STNRHI"] : []
        let results = isReported ? [] : ["STRESN", "STRESU"] + limits
        let needed = ["USUBJID"] + (["TESTCD", "SEQ", "DTC"] + results).map { domain + $0 }
        let missing = needed.filter { positions[$0] == nil }
        guard missing.isEmpty else { throw .missingColumns(path: path, names: missing, header: header) }
        func at(_ suffix: String) -> Int? { positions[domain + suffix] }
        func besides(_ suffix: String) -> Int? { isReported ? nil : at(suffix) }
        func required(_ name: String) -> Int { positions[name] ?? 0 }
        isLaboratory = domain == "LB"
        count = header.count
        subject = required("USUBJID")
        test = required(domain + "TESTCD")
        sequence = required(domain + "SEQ")
        collected = required(domain + "DTC")
        result = required(domain + (isReported ? "ORRES" : "STRESN"))
        unit = at(isReported ? "ORRESU" : "STRESU")
        (lowerLimit, upperLimit) = isReported ? (at("ORNRLO"), at("ORNRHI")) : (at("STNRLO"), at("STNRHI"))
        resultText = besides("STRESC")
        (reported, reportedUnit) = (besides("ORRES"), besides("ORRESU"))
        (reportedLowerLimit, reportedUpperLimit) = (besides("ORNRLO"), besides("ORNRHI"))
        (specimen, category, fasting) = (at("SPEC"), at("CAT"), at("FAST"))
        (rangeIndicator, baselineFlag, lastBeforeExposureFlag) = (at("NRIND"), at("BLFL"), at("LOBXFL"))
        (base, baseRangeIndicator) = (positions["BASE"], positions["BNRIND"])
        (sex, born) = (positions["SEX"], positions["BRTHDTC"])
        (age, ageUnit) = (positions["AGE"], positions["AGEU"])
    }
}
