From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import All.
Import GRing.Theory.
Local Open Scope ring_scope.
Definition sg := Sig [:: 1; 1; 2]%N [:: 1; 1; 1]%N [:: true; false; false] [:: false; false; true].
Definition dens : seq (nat * sexp sg) := [:: (0%N, SSize sg 2)].
Definition rules : seq (rule sg) := [::].
Definition laws := [:: Law 2 [::] [:: (0, false)]]%N.
Notation h := (MLet sg 0). Notation b := (MLet sg 1). Notation x := (MLet sg 2). Notation im := (SGen sg 0).
Definition s : mexp sg 1 1 := MScale im (MMul (MTr x) x).
Definition lhs : mexp sg 1 1 := MExp (MMul (MMul s b) s).
Definition rhs : mexp sg 1 1 := MAdd (MMul (MMul h b) h) (MScale im (MAdd (MMul (MMul h (MTr b)) h) (MScale (STr (MMul h b)) h))).
Lemma hc : mcheck laws dens rules lhs rhs = true. Proof. by vm_compute. Qed.
Section T.
Variables (R : rcfType) (A : comAlgType R) (E : A -> R) (d M : nat) (H B : 'M[R]_d) (X : 'M[A]_(M, d)).
Definition dm := size_of [:: 1; d; M]%N.
Definition sv := scalar_of [:: (M%:R)^-1 : R].
Definition LR l : 'M[R]_(dm (rows sg l), dm (cols sg l)) :=
  match l return 'M[R]_(dm (rows sg l), dm (cols sg l)) with 0 => H | 1 => B | _ => 0 end.
Definition LX l : 'M[A]_(dm (rows sg l), dm (cols sg l)) :=
  match l return 'M[A]_(dm (rows sg l), dm (cols sg l)) with 2 => X | _ => 0 end.
Hypothesis hH : H^T = H.
Hypothesis hM : (M%:R : R) != 0.
Hypothesis hX : gaussians E [:: Symbol X 1%:M H].
Lemma ok : good E sv LR LX laws dens rules.
Proof.
constructor.
- by [].
- sym_tac.
- by vm_compute.
- exists [:: Symbol X 1%:M H]; first exact: inhabits. laws_tac.
- by split=> //; rewrite /= mulVf.
- by [].
Qed.
Theorem second_moment :
  let S := (M%:R^-1)%:A *: (X^T *m X) in
  map_mx E (S *m cst B *m S) = H *m B *m H + M%:R^-1 *: (H *m B^T *m H + \tr (H *m B) *: H).
Proof. exact: (mcheckP ok hc). Qed.
End T.
Print Assumptions second_moment.
