// SPDX-License-Identifier: Apache-2.0

import Rules
import Statistics

extension Entry {
    private static let boundaryKeys = [
        "method", "counting", "p0", "p1", "alpha", "first_look", "subjects_max", "delta", "prior", "nu",
        "max_information",
    ]

    /// `boundary: {method, counting, p0, p1, alpha, first_look, subjects_max, …}`, calibrated.
    ///
    /// - Parameter windowDays: The rule's window; nil after a fault.
    func boundary(windowDays: Int?) -> (calibrated: ArmBoundary, alternative: Double?)? {
        guard let fields = fields(Self.boundaryKeys) else { return nil }
        let counting = fields.has("counting") ? fields.required("counting") { $0.counting() } : .tite
        let methods = counting == .survival ? SurvivalMethod.names : BinaryMethod.names
        let method = fields.required("method") { $0.choice("a method", among: methods.map { ($0, $0) }) }
        let p0 = fields.required("p0") { $0.number(0...1) }
        let p1 = fields.optional("p1") { $0.number(0...1) }
        let alpha = fields.required("alpha") { $0.number(0...1) }
        let first = counting == .survival ? 1 : fields.required("first_look") { $0.whole(1...Looks.subjectsMax) }
        let last = fields.required("subjects_max") { $0.whole(1...Looks.subjectsMax) }
        let parameters = MethodParameters(
            delta: fields.optional("delta") { $0.number(0...1) },
            prior: fields.optional("prior") { $0.numbers() } ?? [], alternativeProbability: p1,
            nu: fields.optional("nu") { $0.number(0...1) })
        let information = fields.optional("max_information") {
            $0.choice(
                "the maximum information", among: SurvivalDesign.MaximumInformation.allCases.map { ($0.rawValue, $0) })
        }
        if let p0, let p1, p1 <= p0 {
            fields.entry("p1")?.fault(found: plain(p1), hint: "p1 must be above p0, which is \(plain(p0))")
        }
        if counting == .survival, let look = fields.entry("first_look") {
            look.fault(found: "a first look", hint: "leave it out: with `counting: survival` every event is a look")
        } else if counting != .survival, let information = fields.entry("max_information") {
            information.fault(found: "`max_information:`", hint: "only `counting: survival` takes it")
        }
        guard let counting, let method, let p0, let alpha, let first, let last, let windowDays else { return nil }
        let wanted = BoundaryWanted(
            counting: counting, method: method, parameters: parameters, p0: p0, alpha: alpha, firstLook: first,
            subjectsMax: last, windowDays: windowDays, information: information ?? .expected)
        do throws(DesignError) {
            return (try wanted.calibrated(), p1)
        } catch {
            fields.tell(error)
            return nil
        }
    }

    /// The parameters of a beta distribution.
    func betaPrior() -> BetaPrior? {
        guard let numbers = numbers() else { return nil }
        guard numbers.count == 2 else {
            fault(found: "\(numbers.count) numbers", hint: "give two, a and b of a beta distribution")
            return nil
        }
        do throws(DesignError) {
            return try BetaPrior(a: numbers[0], b: numbers[1])
        } catch {
            fault(found: error.found, hint: "allowed is \(error.allowed)")
            return nil
        }
    }

    private func numbers() -> [Double]? {
        elements(of: "numbers")?.compactMap { $0.number(0...1_000_000) }
    }

    /// A way of counting; counting naively is refused with the reason.
    private func counting() -> Counting? {
        if let name = scalarText, name.hasPrefix("naive") {
            do throws(DesignError) {
                return try Counting(name: name)
            } catch {
                fault(found: error.found, hint: "allowed is \(error.allowed.replacing(", poisson", with: ""))")
                return nil
            }
        }
        return choice("a way of counting", among: [Counting.tite, .survival, .binary].map { ($0.rawValue, $0) })
    }
}

/// What a stopping rule says of its boundary.
private struct BoundaryWanted {
    let counting: Counting
    let method: String
    let parameters: MethodParameters
    let p0: Double
    let alpha: Double
    let firstLook: Int
    let subjectsMax: Int
    let windowDays: Int
    let information: SurvivalDesign.MaximumInformation

    func calibrated() throws(DesignError) -> ArmBoundary {
        guard counting != .survival else {
            let design = try SurvivalDesign(
                method: SurvivalMethod(name: method, parameters: parameters), subjects: subjectsMax,
                nullProbability: p0, window: Double(windowDays), maximumInformation: information, alpha: alpha)
            return .survival(try design.calibrated())
        }
        let looks = try Looks(everySubjectFrom: firstLook, through: subjectsMax)
        let design = try BinaryDesign(
            method: BinaryMethod(name: method, parameters: parameters), looks: looks, nullProbability: p0, alpha: alpha)
        return counting == .tite ? .tite(try design.titeCalibrated()) : .binary(try design.calibrated())
    }
}

extension Fields {
    /// Says what is wrong with a design at the key that is to blame.
    fileprivate func tell(_ error: DesignError) {
        let keys: [DesignError.Argument: String] = [
            .nullProbability: "p0", .alpha: "alpha", .alternativeProbability: "p1", .delta: "delta",
            .prior: "prior", .nu: "nu", .method: "method",
        ]
        let key = keys[error.argument] ?? "subjects_max"
        (entry(key) ?? entry("method") ?? entry).fault(found: error.found, hint: "allowed is \(error.allowed)")
    }
}
