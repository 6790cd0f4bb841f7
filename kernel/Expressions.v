(* Expressions that are computed with, and their normal form: a sum of words in which no expectation is left. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From Coq Require Export BinNums BinIntDef.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal Stein Rewrite.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* A random letter: its number, words for its row and its column covariance, and whether it is Gaussian; if not, it is
   known by two moments, and an expectation of a higher degree in it is not integrated. *)
Record law := Law_ { random : nat; row_word : word; col_word : word; normal : bool }.
Definition Law l r c := Law_ l r c true.
Definition MomentLaw l r c := Law_ l r c false.

Arguments integ : simpl never.
Section Syntax.
Variable S : sig.
Inductive mexp : nat -> nat -> Type :=
| MLet l : mexp (rows S l) (cols S l)
| MId c : mexp c c
| MZero a b : mexp a b
| MTr a b : mexp a b -> mexp b a
| MMul a b c : mexp a b -> mexp b c -> mexp a c
| MAdd a b : mexp a b -> mexp a b -> mexp a b
| MOpp a b : mexp a b -> mexp a b
| MScale a b : sexp -> mexp a b -> mexp a b
| MExp a b : mexp a b -> mexp a b                            (* expectation, entry by entry *)
with sexp : Type :=
| SGen (g : nat) | SInt (z : Z) | SSize (c : nat) | SAdd (s t : sexp) | SMul (s t : sexp) | SOpp (s : sexp)
| SPow (s : sexp) (n : nat) | STr a : mexp a a -> sexp | SExp (s : sexp).
Scheme mexp_mut := Induction for mexp Sort Prop with sexp_mut := Induction for sexp Sort Prop.
Combined Scheme exp_ind from mexp_mut, sexp_mut.
(* A rule: a product of letters, and what is written instead of it. *)
Record rule := Rule_ { rfrom : nat; rto : nat; rold : mexp rfrom rto; rnew : mexp rfrom rto }.

Variables (laws : seq law) (early : seq replacement).    (* early: rules that are applied as soon as they fit *)
Definition fuel := 100%N.
Definition constant (p : poly) : bool :=
  all (fun t => all (fun a => ~~ rand S a.1) (wd t) && all (fun k => all (fun a => ~~ rand S a.1) k.2) (ls t)) p.
Fixpoint integrated (l : seq law) (a b : nat) (p : poly) : option poly :=
  if l is w :: l' then
    if integ S (random w) (normal w) (row_word w) (col_word w) fuel a b p is Some q then integrated l' a b q else None
  else Some p.
Definition expected (a b : nat) (p : poly) : option poly :=
  if integrated laws a b p is Some q then if constant q && wfp S a b q then Some q else None else None.

Definition lift2 (f : poly -> poly -> poly) (p q : option poly) : option poly :=
  if p is Some p' then if q is Some q' then Some (f p' q') else None else None.
(* what the proof needs to know of a sum is looked at, not carried along *)
Definition asked (ok : poly -> bool) (p : option poly) : option poly :=
  if p is Some p' then if ok p' then p else None else None.
Definition one : poly := [:: T (Zpos 1) [::] [::] [::]].
Fixpoint spow (p : poly) (n : nat) : poly := if n is n'.+1 then collect S 0 (pmul p (spow p n')) else one.
Fixpoint norm a b (e : mexp a b) : option poly :=
  match e with
  | MLet l => Some [:: T (Zpos 1) [::] [::] [:: (l, false)]]
  | MId c => Some one
  | MZero a b => Some [::]
  | MTr a b e => omap (ptr S) (asked (wfp S a b) (norm e))
  | MMul a b c e f => lift2 (fun p q => rewritten S fuel early a (pmul p q)) (asked (wfp S a b) (norm e)) (asked (wfp S b c) (norm f))
  | MAdd a b e f => lift2 (fun p q => collect S a (p ++ q)) (norm e) (norm f)
  | MOpp a b e => omap popp (norm e)
  | MScale a b s e => lift2 (fun p q => collect S a (pmul p q)) (asked flat (snorm s)) (norm e)
  | MExp a b e => obind (expected a b) (norm e)
  end
with snorm (s : sexp) : option poly :=
  match s with
  | SGen g => Some [:: T (Zpos 1) [:: g] [::] [::]]
  | SInt z => Some (if z is Z0 then [::] else [:: T z [::] [::] [::]])   (* a term with the coefficient 0 is no term *)
  | SSize c => Some [:: T (Zpos 1) [::] [:: (c, [::])] [::]]
  | SAdd s t => lift2 (fun p q => collect S 0 (p ++ q)) (snorm s) (snorm t)
  | SMul s t => lift2 (fun p q => collect S 0 (pmul p q)) (asked flat (snorm s)) (snorm t)
  | SOpp s => omap popp (snorm s)
  | SPow s n => omap (fun p => spow p n) (asked flat (snorm s))
  | STr a e => omap (fun p => rewritten S fuel early 0 (ptrace a p)) (norm e)
  | SExp s => obind (expected 0 0) (snorm s)
  end.

End Syntax.

Section Checks.
Variables (S : sig) (laws : seq law) (dens : seq (nat * sexp S)) (rules : seq (rule S)).
(* the letters of a product of letters, transposed or not *)
Fixpoint word_of a b (e : mexp S a b) : option word :=
  match e with
  | MLet l => Some [:: (l, false)]
  | MTr a b e => omap (trw S) (word_of e)
  | MMul a b c e f => if word_of e is Some w then if word_of f is Some v then Some (w ++ v) else None else None
  | _ => None
  end.
(* the rules whose left-hand side is a word of constant letters; others are not used *)
Fixpoint replacements (rs : seq (rule S)) : seq replacement :=
  if rs is r :: rs' then
    match word_of (rold r), norm laws [::] (rnew r) with
    | Some w, Some p =>
      if [&& wf S (rfrom r) w (rto r), wfp S (rfrom r) (rto r) p, all (fun a => ~~ rand S a.1) w & constant S p] then
        Replacement (rfrom r) (rto r) (map (unsym S) w) p :: replacements rs'
      else replacements rs'
    | _, _ => replacements rs'
    end
  else [::].
(* those that make nothing longer are applied inside of expectations too: inverses that cancel, blocks that do not meet *)
Definition early_rules : seq replacement := filter (fun r => size (new r) <= 1)%N (replacements rules).
Fixpoint divisors (ds : seq (nat * sexp S)) : seq (nat * poly) :=
  if ds is d :: ds' then if snorm laws [::] d.2 is Some p then (d.1, p) :: divisors ds' else divisors ds' else [::].
Definition check_zero (c : nat) (p : poly) : bool := vanishes S fuel (replacements rules) (divisors dens) c p.
Definition mcheck a b (e f : mexp S a b) : bool :=
  if lift2 (fun p q => p ++ popp q) (norm laws early_rules e) (norm laws early_rules f) is Some p then check_zero a p else false.
Definition scheck (s t : sexp S) : bool :=
  if lift2 (fun p q => p ++ popp q) (snorm laws early_rules s) (snorm laws early_rules t) is Some p then check_zero 0 p else false.
End Checks.
(* Integers are binary; mathcomp has taken the key Z for its own. *)
Delimit Scope Z_scope with bin.
Delimit Scope N_scope with binN.
Delimit Scope nat_scope with N.
Arguments SInt S z%bin.
Definition Rule S a b (e f : mexp S a b) : rule S := Rule_ e f.
