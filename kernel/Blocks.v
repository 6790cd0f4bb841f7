(* Block matrices as sums: with the constant letters J1 = [1; 0] and J2 = [0; 1], [B C] = B J1ᵀ + C J2ᵀ, and so on. The rules
   J1ᵀ J1 -> 1, J2ᵀ J2 -> 1, J1ᵀ J2 -> 0, J2ᵀ J1 -> 0 are all that blocks need. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Values.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Blocks.
Variable K : comRingType.
Definition J1 m n : 'M[K]_(m + n, m) := col_mx 1%:M 0.
Definition J2 m n : 'M[K]_(m + n, n) := col_mx 0 1%:M.
Lemma J1J1 m n : (J1 m n)^T *m J1 m n = 1%:M.
Proof. by rewrite tr_col_mx trmx1 trmx0 mul_row_col mulmx1 mulmx0 addr0. Qed.
Lemma J2J2 m n : (J2 m n)^T *m J2 m n = 1%:M.
Proof. by rewrite tr_col_mx trmx1 trmx0 mul_row_col mulmx1 mulmx0 add0r. Qed.
Lemma J1J2 m n : (J1 m n)^T *m J2 m n = 0.
Proof. by rewrite tr_col_mx trmx1 trmx0 mul_row_col mulmx0 mul0mx addr0. Qed.
Lemma J2J1 m n : (J2 m n)^T *m J1 m n = 0.
Proof. by rewrite tr_col_mx trmx1 trmx0 mul_row_col mulmx0 mul0mx addr0. Qed.
Lemma row_mxE k m n (B : 'M[K]_(k, m)) (C : 'M[K]_(k, n)) : row_mx B C = B *m (J1 m n)^T + C *m (J2 m n)^T.
Proof. by rewrite !tr_col_mx !trmx1 !trmx0 !mul_mx_row !mulmx1 !mulmx0 add_row_mx addr0 add0r. Qed.
Lemma col_mxE m n k (B : 'M[K]_(m, k)) (C : 'M[K]_(n, k)) : col_mx B C = J1 m n *m B + J2 m n *m C.
Proof. by rewrite !mul_col_mx !mul1mx !mul0mx add_col_mx addr0 add0r. Qed.
Lemma block_mxE m n k l (B : 'M[K]_(m, k)) (C : 'M[K]_(m, l)) (D : 'M[K]_(n, k)) (F : 'M[K]_(n, l)) :
  block_mx B C D F = J1 m n *m (B *m (J1 k l)^T + C *m (J2 k l)^T) + J2 m n *m (D *m (J1 k l)^T + F *m (J2 k l)^T).
Proof. by rewrite -!row_mxE -col_mxE. Qed.
Lemma scalar_mxE m n : (1%:M : 'M[K]_(m + n)) = J1 m n *m (J1 m n)^T + J2 m n *m (J2 m n)^T.
Proof. by rewrite scalar_mx_block block_mxE !mul1mx !mul0mx addr0 add0r. Qed.
End Blocks.

(* the same with constant letters among random ones *)
Section Cast.
Variables (R : comRingType) (A : comAlgType R).
Lemma cst_J1 m n : cst (J1 R m n) = J1 A m n. Proof. by rewrite map_col_mx map_mx1 map_mx0. Qed.
Lemma cst_J2 m n : cst (J2 R m n) = J2 A m n. Proof. by rewrite map_col_mx map_mx1 map_mx0. Qed.
Lemma row_mxA k m n (B : 'M[A]_(k, m)) (C : 'M[A]_(k, n)) : row_mx B C = B *m (cst (J1 R m n))^T + C *m (cst (J2 R m n))^T.
Proof. by rewrite cst_J1 cst_J2 row_mxE. Qed.
Lemma col_mxA m n k (B : 'M[A]_(m, k)) (C : 'M[A]_(n, k)) : col_mx B C = cst (J1 R m n) *m B + cst (J2 R m n) *m C.
Proof. by rewrite cst_J1 cst_J2 col_mxE. Qed.
Lemma block_mxA m n k l (B : 'M[A]_(m, k)) (C : 'M[A]_(m, l)) (D : 'M[A]_(n, k)) (F : 'M[A]_(n, l)) :
  block_mx B C D F = cst (J1 R m n) *m (B *m (cst (J1 R k l))^T + C *m (cst (J2 R k l))^T)
    + cst (J2 R m n) *m (D *m (cst (J1 R k l))^T + F *m (cst (J2 R k l))^T).
Proof. by rewrite -!row_mxA -col_mxA. Qed.
End Cast.
