// crypto/detail/edwards.hpp — the point formulas behind PublicPoint and the multi-scalar product
//
// Three forms besides PublicPoint (X : Y : Z : T):
//   CachedPoint     (Y+X, Y−X, 2Z, 2dT)  the right operand of an addition
//   CompletedPoint  ((E : H), (G : F))    the result of one, before it is multiplied out
//   ProjectivePoint (X : Y : Z)           enough for the next doubling, one multiplication cheaper
// Formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (2008), a = −1.
#pragma once

#include "crypto/public_point.hpp"

namespace piaojue::detail {

inline constexpr FieldElement curve_d{929955233495203, 466365720129213, 1662059464998953,
                                      2033849074728123, 1442794654840575};
inline constexpr FieldElement curve_2d{1859910466990425, 932731440258426, 1072319116312658,
                                       1815898335770999, 633789495995903};

class CachedPoint {
public:
    CachedPoint() : CachedPoint(PublicPoint{}) {}
    explicit CachedPoint(const PublicPoint& p)
        : y_plus_x_(p.y_ + p.x_),
          y_minus_x_(p.y_ - p.x_),
          z2_(p.z_ + p.z_),
          t2d_(p.t_ * curve_2d) {}

private:
    friend class CompletedPoint;

    FieldElement y_plus_x_;
    FieldElement y_minus_x_;
    FieldElement z2_;
    FieldElement t2d_;
};

class ProjectivePoint {
public:
    ProjectivePoint() = default;  // the identity
    ProjectivePoint(const FieldElement& x, const FieldElement& y, const FieldElement& z)
        : x_(x), y_(y), z_(z) {}
    explicit ProjectivePoint(const PublicPoint& p) : x_(p.x_), y_(p.y_), z_(p.z_) {}

private:
    friend class CompletedPoint;

    FieldElement x_;
    FieldElement y_ = field_one;
    FieldElement z_ = field_one;
};

class CompletedPoint {
public:
    [[nodiscard]] static CompletedPoint sum(const PublicPoint& p, const CachedPoint& q) {
        return combine(p, q.y_plus_x_, q.y_minus_x_, q.z2_, q.t2d_);
    }
    [[nodiscard]] static CompletedPoint difference(const PublicPoint& p, const CachedPoint& q) {
        return combine(p, q.y_minus_x_, q.y_plus_x_, q.z2_, -q.t2d_);
    }
    [[nodiscard]] static CompletedPoint doubled(const ProjectivePoint& p) {
        const FieldElement xx = p.x_.squared();
        const FieldElement yy = p.y_.squared();
        const FieldElement zz = p.z_.squared();
        const FieldElement h = yy + xx;
        const FieldElement g = yy - xx;
        return {(p.x_ + p.y_).squared() - h, h, g, (zz + zz) - g};
    }

    [[nodiscard]] PublicPoint extended() const { return {e_ * f_, g_ * h_, f_ * g_, e_ * h_}; }
    [[nodiscard]] ProjectivePoint projective() const { return {e_ * f_, g_ * h_, f_ * g_}; }

private:
    CompletedPoint(const FieldElement& e, const FieldElement& h, const FieldElement& g,
                   const FieldElement& f)
        : e_(e), h_(h), g_(g), f_(f) {}

    static CompletedPoint combine(const PublicPoint& p, const FieldElement& plus,
                                  const FieldElement& minus, const FieldElement& z2,
                                  const FieldElement& t2d) {
        const FieldElement a = (p.y_ - p.x_) * minus;
        const FieldElement b = (p.y_ + p.x_) * plus;
        const FieldElement c = p.t_ * t2d;
        const FieldElement d = p.z_ * z2;
        return {b - a, b + a, d + c, d - c};
    }

    FieldElement e_;
    FieldElement h_;
    FieldElement g_;
    FieldElement f_;
};

}  // namespace piaojue::detail
