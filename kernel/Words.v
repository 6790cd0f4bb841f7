(* Words of matrix letters, loops (traces), and what they stand for. Sizes are arbitrary: a size is named by a code,
   code 0 is the size 1. Nothing here computes a normal form: see Normal.v. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Definition letter := (nat * bool)%type.           (* number of a matrix, transposed *)
Definition word := seq letter.
Definition loop := (nat * word)%type.             (* the size it starts at, and the word whose trace it is *)

(* The table of a statement: the codes of the rows and columns of each letter, whether it is symmetric, whether random. *)
Record sig := Sig { srows : seq nat; scols : seq nat; ssymm : seq bool; srand : seq bool }.
Definition rows S l := nth 0%N (srows S) l.
Definition cols S l := nth 0%N (scols S) l.
Definition symm S l := nth false (ssymm S) l.
Definition rand S l := nth false (srand S) l.

(* A term: coefficient · product of scalars · product of loops · word. *)
Record term := T { cf : Z; gs : seq nat; ls : seq loop; wd : word }.
Definition poly := seq term.
Lemma Z_eqP : Equality.axiom Z.eqb. Proof. by move=> x y; apply: (iffP idP) => [/Z.eqb_eq|/Z.eqb_eq]. Qed.
Canonical Z_eqType := EqType Z (EqMixin Z_eqP).
Definition of_term t := (cf t, gs t, ls t, wd t).
Lemma of_termK : cancel of_term (fun p => let: (c, g, l, w) := p in T c g l w). Proof. by case. Qed.
Canonical term_eqType := EqType term (CanEqMixin of_termK).

(* Integers that are computed with in binary, in any ring. *)
Section Coefficients.
Variable A : ringType.
Definition posr (p : positive) : A := (Pos.to_nat p)%:R.
Definition zr (z : Z) : A := match z with Z0 => 0 | Zpos p => posr p | Zneg p => - posr p end.
Lemma posr_add p q : posr (p + q) = posr p + posr q.
Proof. by rewrite /posr Pos2Nat.inj_add plusE natrD. Qed.
Lemma posr_mul p q : posr (p * q) = posr p * posr q.
Proof. by rewrite /posr Pos2Nat.inj_mul multE natrM. Qed.
Lemma zr_opp z : zr (- z) = - zr z.
Proof. by case: z => [|p|p] /=; rewrite ?oppr0 ?opprK. Qed.
Lemma zr_pos_sub p q : zr (Z.pos_sub p q) = posr p - posr q.
Proof.
rewrite Z.pos_sub_spec; case: Pos.compare_spec => [->|h|h] /=; first by rewrite subrr.
  by rewrite -{2}(Pos.sub_add q p h) posr_add opprD addrCA subrr addr0.
by rewrite -{2}(Pos.sub_add p q h) posr_add addrK.
Qed.
Lemma zr_add x y : zr (x + y) = zr x + zr y.
Proof.
case: x y => [|p|p] [|q|q] /=; rewrite ?add0r ?addr0 ?posr_add ?zr_pos_sub //; first exact: addrC.
by rewrite opprD.
Qed.
Lemma zr_mul x y : zr (x * y) = zr x * zr y.
Proof.
by case: x y => [|p|p] [|q|q] /=; rewrite ?mul0r ?mulr0 ?posr_mul ?mulNr ?mulrN ?opprK.
Qed.
Lemma zr1 : zr 1 = 1. Proof. by []. Qed.
End Coefficients.

Section Words.
Variable S : sig.
Definition lrow (a : letter) := if a.2 then cols S a.1 else rows S a.1.
Definition lcol (a : letter) := if a.2 then rows S a.1 else cols S a.1.
Definition flip (a : letter) : letter := if symm S a.1 then a else (a.1, ~~ a.2).
Definition unsym (a : letter) : letter := if symm S a.1 then (a.1, false) else a.
Fixpoint endc (c : nat) (w : word) : nat := if w is a :: w' then endc (lcol a) w' else c.
Fixpoint wf (c : nat) (w : word) (c' : nat) : bool :=
  if w is a :: w' then (lrow a == c) && wf (lcol a) w' c' else c == c'.
Fixpoint flips (w acc : word) : word := if w is a :: w' then flips w' (flip a :: acc) else acc.
Definition trw (w : word) : word := flips w [::].
Definition closed (l : seq loop) := all (fun u => wf u.1 u.2 u.1) l.

Section Eval.
Variables (A : comRingType) (dim : nat -> nat) (ent : nat -> nat -> nat -> A) (sv : nat -> A).
Hypothesis dim0 : dim 0 = 1%N.
Hypothesis ent_sym : forall l, symm S l -> rows S l = cols S l /\ forall i j, ent l i j = ent l j i.

Definition ev (a : letter) i j := if a.2 then ent a.1 j i else ent a.1 i j.
Fixpoint evw (w : word) i j : A :=
  if w is a :: w' then \sum_(k < dim (lcol a)) ev a i k * evw w' k j else (i == j)%:R.
Definition evl (k : loop) : A := \sum_(i < dim k.1) evw k.2 i i.
Definition evt (t : term) i j : A :=
  zr A (cf t) * \prod_(g <- gs t) sv g * \prod_(k <- ls t) evl k * evw (wd t) i j.
Definition evp (p : poly) i j : A := \sum_(t <- p) evt t i j.

Lemma sum_delta n (f : nat -> A) (i : nat) : (i < n)%N -> \sum_(k < n) (i == k)%:R * f k = f i.
Proof.
move=> lt; rewrite (bigD1 (Ordinal lt)) //= eqxx mul1r big1 ?addr0 // => k.
by rewrite -val_eqE /= eq_sym => /negbTE ->; rewrite mul0r.
Qed.
Lemma endc_cat c w1 w2 : endc c (w1 ++ w2) = endc (endc c w1) w2.
Proof. by elim: w1 c => /=. Qed.
Lemma evw_cat c w1 w2 i j : (i < dim c)%N ->
  evw (w1 ++ w2) i j = \sum_(k < dim (endc c w1)) evw w1 i k * evw w2 k j.
Proof.
elim: w1 c i => [|a w1 IH] c i lt /=; first by rewrite (sum_delta (fun k => evw w2 k j)).
under eq_bigr => k _ do rewrite (IH (lcol a)) // mulr_sumr.
rewrite exchange_big /=; apply: eq_bigr => l _.
by rewrite mulr_suml; apply: eq_bigr => k _; rewrite mulrA.
Qed.
Lemma wf_endc c w c' : wf c w c' -> endc c w = c'.
Proof. by elim: w c => [|a w IH] c /=; [move/eqP | case/andP => _ /IH]. Qed.
Lemma wf_cat a w1 w2 c : wf a (w1 ++ w2) c = wf a w1 (endc a w1) && wf (endc a w1) w2 c.
Proof. by elim: w1 a => [|l w1 IH] a /=; rewrite ?eqxx // IH andbA. Qed.
Lemma evl_rot c w1 w2 : endc c (w1 ++ w2) = c -> evl (c, w1 ++ w2) = evl (endc c w1, w2 ++ w1).
Proof.
rewrite /evl /= => h.
under eq_bigr => i _ do rewrite (@evw_cat c) //.
under [RHS]eq_bigr => i _ do rewrite (@evw_cat (endc c w1)) //.
have -> : endc (endc c w1) w2 = c by rewrite -endc_cat.
by rewrite exchange_big /=; apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite mulrC.
Qed.
Lemma lrow_flip a : lrow (flip a) = lcol a.
Proof.
rewrite /flip; case E: (symm S a.1); last by case: a {E} => l [].
by have [h _] := ent_sym E; rewrite /lrow /lcol h; case: ifP.
Qed.
Lemma lcol_flip a : lcol (flip a) = lrow a.
Proof.
rewrite /flip; case E: (symm S a.1); last by case: a {E} => l [].
by have [h _] := ent_sym E; rewrite /lrow /lcol h; case: ifP.
Qed.
Lemma ev_flip a i j : ev (flip a) i j = ev a j i.
Proof.
rewrite /flip; case E: (symm S a.1); last by case: a {E} => l [].
by have [_ h] := ent_sym E; rewrite /ev; case: ifP.
Qed.
Lemma trwE w : trw w = rev (map flip w).
Proof.
rewrite /trw; suff h acc : flips w acc = rev (map flip w) ++ acc by rewrite h cats0.
by elim: w acc => //= a w IH acc; rewrite IH rev_cons cat_rcons.
Qed.
Lemma wf_trw a w b : wf a w b -> wf b (trw w) a.
Proof.
rewrite trwE; elim: w a => [|l w IH] a /=; first by rewrite eq_sym.
case/andP => /eqP h /IH wfw; rewrite rev_cons -cats1 wf_cat /= (wf_endc wfw) wfw lrow_flip eqxx /=.
by rewrite lcol_flip h.
Qed.
Lemma evw_trw a w b i j : wf a w b -> (i < dim a)%N -> (j < dim b)%N -> evw (trw w) j i = evw w i j.
Proof.
rewrite trwE; elim: w a i => [|l w IH] a i /=; first by move=> *; rewrite eq_sym.
case/andP => /eqP h wfw li lj; rewrite rev_cons -cats1 (@evw_cat b) //.
have := wf_trw wfw; rewrite trwE => /wf_endc ->; apply: eq_bigr => k _.
rewrite (IH (lcol l)) //= mulrC; congr (_ * _).
rewrite lcol_flip h; under eq_bigr => m _ do rewrite mulrC eq_sym.
by rewrite (sum_delta (fun m => ev (flip l) k m)) // ev_flip.
Qed.
Lemma evl_trw c w : wf c w c -> evl (c, trw w) = evl (c, w).
Proof. by move=> h; apply: eq_bigr => i _ /=; rewrite (evw_trw h) // ltn_ord. Qed.
Lemma ev_unsym a i j : ev (unsym a) i j = ev a i j.
Proof.
rewrite /unsym; case E: (symm S a.1) => //; have [_ h] := ent_sym E.
by rewrite /ev /=; case: ifP.
Qed.
Lemma lcol_unsym a : lcol (unsym a) = lcol a.
Proof. by rewrite /unsym; case E: (symm S a.1) => //; have [h _] := ent_sym E; rewrite /lcol /= h; case: ifP. Qed.
Lemma evw_unsym w i j : evw (map unsym w) i j = evw w i j.
Proof. by elim: w i => //= a w IH i; rewrite lcol_unsym; apply: eq_bigr => k _; rewrite IH ev_unsym. Qed.
Lemma evl_unsym k : evl (k.1, map unsym k.2) = evl k.
Proof. by apply: eq_bigr => i _; rewrite evw_unsym. Qed.
Lemma evl0 w : evl (0%N, w) = evw w 0%N 0%N.
Proof. by rewrite /evl /= dim0 big_ord1. Qed.

(* sums of terms *)
Lemma evp_cons t p i j : evp (t :: p) i j = evt t i j + evp p i j. Proof. exact: big_cons. Qed.
Lemma evp_nil i j : evp [::] i j = 0. Proof. exact: big_nil. Qed.
Lemma evp_cat p q i j : evp (p ++ q) i j = evp p i j + evp q i j. Proof. exact: big_cat. Qed.
End Eval.
End Words.
