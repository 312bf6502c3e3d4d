// SPDX-License-Identifier: Apache-2.0

/// The place where a function that rises or falls throughout changes its sign.
enum Root {
    /// An interval around the root, as narrow as doubles or the tolerance permit.
    struct Bracket {
        /// The end on the side of the first argument.
        var near: Double
        /// The end on the side of the second argument; the function has the sign it had there.
        var far: Double
    }

    /// Narrows an interval at whose ends the function has opposite signs.
    ///
    /// Inverse quadratic interpolation where it is safe and bisection elsewhere (Chandrupatla TR, Adv Eng Softw
    /// 1997;28:145), so a jump in the function costs bisections and nothing more. At a value of 0 both ends meet.
    ///
    /// - Parameter tolerance: relative to the root.
    static func bracket(
        near: Double, far: Double, tolerance: Double = 1e-14, of function: (Double) -> Double
    ) -> Bracket {
        var (a, fa) = (far, function(far))
        let farIsNegative = fa <= 0
        var (b, fb) = (near, function(near))
        var (c, fc) = (a, fa)
        var bracket = Bracket(near: near, far: far)
        var fraction = 0.5
        for _ in 0..<200 {
            let width = tolerance * max(1e-12, abs(fa) < abs(fb) ? abs(a) : abs(b))
            guard abs(bracket.far - bracket.near) > width else { break }
            let x = a + fraction * (b - a)
            let fx = function(x)
            if fx == 0 { return Bracket(near: x, far: x) }
            if (fx < 0) == farIsNegative { bracket.far = x } else { bracket.near = x }
            if (fx > 0) == (fa > 0) {
                (c, fc) = (a, fa)
            } else {
                (c, fc) = (b, fb)
                (b, fb) = (a, fa)
            }
            (a, fa) = (x, fx)
            let xi = (a - b) / (c - b)
            let phi = (fa - fb) / (fc - fb)
            if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
                fraction =
                    fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
            } else {
                fraction = 0.5
            }
            // A step shorter than the tolerance would never close the interval from its other end.
            let least = min(0.5, width / abs(b - a) / 2)
            fraction = min(1 - least, max(least, fraction))
        }
        return bracket
    }
}
