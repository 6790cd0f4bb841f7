(* Semidefinite and definite matrices over a real closed field, by their quadratic forms; each is GᵀG. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Semidefinite.
Variable R : rcfType.
Definition psd n (P : 'M[R]_n) := P^T = P /\ forall v : 'cV[R]_n, 0 <= \tr (v^T *m P *m v).
Definition pd n (P : 'M[R]_n) := P^T = P /\ forall v : 'cV[R]_n, v != 0 -> 0 < \tr (v^T *m P *m v).
Definition loewner n (P Q : 'M[R]_n) := psd (Q - P).             (* P ⪯ Q *)

Lemma tr11 (M : 'M[R]_1) : \tr M = M 0 0. Proof. by rewrite /mxtrace big_ord1. Qed.
Lemma scalar11 (t : R) : (t%:M : 'M_1) 0 0 = t. Proof. by rewrite mxE. Qed.
Lemma frobenius m n (B : 'M[R]_(m, n)) : \tr (B^T *m B) = \sum_i \sum_j B i j ^+ 2.
Proof.
rewrite exchange_big /=; apply: eq_bigr => j _; rewrite mxE; apply: eq_bigr => i _; by rewrite mxE expr2.
Qed.
Lemma frobenius_ge0 m n (B : 'M[R]_(m, n)) : 0 <= \tr (B^T *m B).
Proof. by rewrite frobenius; apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; exact: sqr_ge0. Qed.
Lemma frobenius_eq0 m n (B : 'M[R]_(m, n)) : \tr (B^T *m B) = 0 -> B = 0.
Proof.
rewrite frobenius => /eqP; rewrite psumr_eq0 => [/allP h|i _]; last by apply: sumr_ge0 => j _; exact: sqr_ge0.
apply/matrixP => i j; rewrite mxE; have /implyP /(_ isT) := h i (mem_index_enum i).
rewrite psumr_eq0 => [/allP/(_ j (mem_index_enum j))|k _]; last exact: sqr_ge0.
by rewrite sqrf_eq0 => /eqP.
Qed.
Lemma gram_psd k n (G : 'M[R]_(k, n)) : psd (G^T *m G).
Proof.
split=> [|v]; first by rewrite trmx_mul trmxK.
have -> : v^T *m (G^T *m G) *m v = (G *m v)^T *m (G *m v) by rewrite trmx_mul !mulmxA.
exact: frobenius_ge0.
Qed.

Lemma quad_sym n (P : 'M[R]_n) (x y : 'cV_n) : P^T = P -> \tr (y^T *m P *m x) = \tr (x^T *m P *m y).
Proof. by move=> s; rewrite -[LHS]mxtrace_tr !trmx_mul trmxK s mulmxA. Qed.

(* Cholesky, a row at a time; a first row that begins with 0 is 0 *)
Theorem psd_gram n (P : 'M[R]_n) : psd P -> exists G : 'M[R]_n, P = G^T *m G.
Proof.
elim: n P => [|n IH] P; first by exists 0; rewrite [LHS]flatmx0 [RHS]flatmx0.
rewrite -[n.+1]/(1 + n)%N in P *; case=> s h.
pose a := P 0 0; pose b : 'cV[R]_n := dlsubmx P; pose C : 'M[R]_n := drsubmx P.
have eP : P = block_mx a%:M b^T b C.
  rewrite -[LHS]submxK /b trmx_dlsub s; congr block_mx.
  by apply/matrixP => i j; rewrite !ord1 !mxE !lshift0 eqxx.
have sC : C^T = C by rewrite /C trmx_drsub s.
have quad (x : 'M[R]_1) (y : 'cV[R]_n) : \tr ((col_mx x y)^T *m P *m col_mx x y) =
    a * x 0 0 ^+ 2 + (b^T *m y) 0 0 * x 0 0 *+ 2 + \tr (y^T *m C *m y).
  rewrite {1}eP tr_col_mx mul_row_block mul_row_col mxtraceD !mulmxDl !mxtraceD.
  have -> : \tr (y^T *m b *m x) = (b^T *m y) 0 0 * x 0 0.
    by rewrite -[y^T *m b]trmxK trmx_mul trmxK tr11 mxE big_ord1 !mxE.
  have -> : \tr (x^T *m b^T *m y) = (b^T *m y) 0 0 * x 0 0.
    by rewrite -mulmxA tr11 mxE big_ord1 !mxE mulrC.
  have -> : \tr (x^T *m a%:M *m x) = a * x 0 0 ^+ 2.
    by rewrite mul_mx_scalar -scalemxAl mxtraceZ tr11 mxE big_ord1 mxE expr2.
  by rewrite mulr2n !addrA.
have a0 : 0 <= a.
  have := h (col_mx 1%:M 0); rewrite quad mulmx0 !mulmx0 mxtrace0 !mxE eqxx mulr1n expr1n mulr1 mul0r mul0rn !addr0.
  by [].
case: (eqVneq a 0) => [za|na].
  have b0 : b = 0.
    apply/matrixP => i j; rewrite ord1 [RHS]mxE; apply/eqP; apply/negPn/negP => nb.
    pose y : 'cV[R]_n := delta_mx i 0; pose q := \tr (y^T *m C *m y).
    have ey : (b^T *m y) 0 0 = b i 0 
      by rewrite mxE (bigD1 i) //= !mxE !eqxx mulr1 big1 ?addr0 // => k /negbTE nk; rewrite !mxE nk /= mulr0.
    have nb2 : b i 0 *+ 2 != 0 by rewrite mulrn_eq0 (negbTE nb).
    pose t := - (q + 1) / (b i 0 *+ 2).
    have := h (col_mx t%:M y); rewrite quad za mul0r add0r ey -/q scalar11 -mulrnAl mulrC divfK //.
    by rewrite opprD addrAC addNr add0r oppr_ge0 leNgt ltr01.
  have pC : psd C.
    split=> // y; have := h (col_mx 0 y); rewrite quad za mul0r add0r [X in _ * X]mxE mulr0 mul0rn add0r; exact.
  have [G eG] := IH C pC; exists (block_mx 0 0 0 G : 'M_(1 + n)).
  rewrite eP tr_block_mx mulmx_block !trmx0 !mul0mx !mulmx0 !addr0 add0r -eG za b0 trmx0.
  by congr block_mx; apply/matrixP => i j; rewrite !mxE mul0rn.
have pa : 0 < a by rewrite lt0r na.
pose S := C - a^-1 *: (b *m b^T).
have pS : psd S.
  split=> [|y]; first by rewrite /S linearB linearZ /= trmx_mul trmxK sC.
  pose t := - (b^T *m y) 0 0 / a.
  have := h (col_mx t%:M y); rewrite quad scalar11 /S => le.
  suff -> : \tr (y^T *m (C - a^-1 *: (b *m b^T)) *m y) = a * t ^+ 2 + (b^T *m y) 0 0 * t *+ 2 + \tr (y^T *m C *m y) by [].
  rewrite mulmxBr mulmxBl linearB /= addrC; congr (_ + _).
  rewrite -scalemxAr -scalemxAl mxtraceZ.
  have -> : \tr (y^T *m (b *m b^T) *m y) = (b^T *m y) 0 0 ^+ 2.
    have eb : y^T *m b = (b^T *m y)^T by rewrite trmx_mul trmxK.
    by rewrite mulmxA -mulmxA eb tr11 mxE big_ord1 mxE expr2.
  by rewrite /t; set c := (b^T *m y) 0 0; field.
have [G eG] := IH S pS.
pose r := Num.sqrt a.
have r0 : r != 0 by rewrite sqrtr_eq0 -ltNge.
have rr : r * r = a by rewrite -expr2 sqr_sqrtr.
exists (block_mx r%:M (r^-1 *: b^T) 0 G : 'M_(1 + n)).
have eb : (r^-1 *: b^T)^T = r^-1 *: b by rewrite linearZ /= trmxK.
rewrite eP tr_block_mx mulmx_block trmx0 eb mul0mx mulmx0 mul0mx !addr0 -eG tr_scalar_mx.
congr block_mx.
- by rewrite -scalar_mxM rr.
- by rewrite mul_scalar_mx scalerA divff // scale1r.
- by rewrite mul_mx_scalar scalerA divff // scale1r.
- by rewrite -scalemxAl -scalemxAr scalerA -invfM rr /S addrC subrK.
Qed.
Lemma psdP n (P : 'M[R]_n) : psd P <-> exists G : 'M[R]_n, P = G^T *m G.
Proof. by split=> [|[G ->]]; [exact: psd_gram | exact: gram_psd]. Qed.

(* what is semidefinite *)
Lemma psd_sym n (P : 'M[R]_n) : psd P -> P^T = P. Proof. by case. Qed.
Lemma pd_sym n (P : 'M[R]_n) : pd P -> P^T = P. Proof. by case. Qed.
Lemma pd_psd n (P : 'M[R]_n) : pd P -> psd P.
Proof.
case=> s h; split=> // v; case: (eqVneq v 0) => [->|/h /ltW //]; by rewrite mulmx0 mxtrace0.
Qed.
Lemma psd1 n : psd (1%:M : 'M[R]_n).
Proof. by rewrite -[1%:M]mulmx1 -{1}trmx1; exact: gram_psd. Qed.
Lemma pd1 n : pd (1%:M : 'M[R]_n).
Proof.
split=> [|v nv]; first exact: trmx1.
rewrite mulmx1 lt0r frobenius_ge0 andbT; apply: contra nv => /eqP h; by rewrite (frobenius_eq0 h).
Qed.
Lemma psd0 n : psd (0 : 'M[R]_n).
Proof. by split=> [|v]; rewrite ?trmx0 // mulmx0 mul0mx mxtrace0. Qed.
Lemma quadD n (P Q : 'M[R]_n) (v : 'cV_n) : \tr (v^T *m (P + Q) *m v) = \tr (v^T *m P *m v) + \tr (v^T *m Q *m v).
Proof. by rewrite mulmxDr mulmxDl mxtraceD. Qed.
Lemma quadZ n c (P : 'M[R]_n) (v : 'cV_n) : \tr (v^T *m (c *: P) *m v) = c * \tr (v^T *m P *m v).
Proof. by rewrite -scalemxAr -scalemxAl mxtraceZ. Qed.
Lemma psdD n (P Q : 'M[R]_n) : psd P -> psd Q -> psd (P + Q).
Proof. by case=> s h [t k]; split=> [|v]; [by rewrite linearD /= s t | by rewrite quadD addr_ge0]. Qed.
Lemma psdZ n c (P : 'M[R]_n) : 0 <= c -> psd P -> psd (c *: P).
Proof. by move=> c0 [s h]; split=> [|v]; [by rewrite linearZ /= s | by rewrite quadZ mulr_ge0]. Qed.
Lemma pdDl n (P Q : 'M[R]_n) : pd P -> psd Q -> pd (P + Q).
Proof. by case=> s h [t k]; split=> [|v /h pv]; [by rewrite linearD /= s t | by rewrite quadD ltr_paddr]. Qed.
Lemma pdDr n (P Q : 'M[R]_n) : psd P -> pd Q -> pd (P + Q).
Proof. by move=> p q; rewrite addrC; exact: pdDl. Qed.
Lemma pdZ n c (P : 'M[R]_n) : 0 < c -> pd P -> pd (c *: P).
Proof. by move=> c0 [s h]; split=> [|v /h pv]; [by rewrite linearZ /= s | by rewrite quadZ mulr_gt0]. Qed.
Lemma psd_conj m n (P : 'M[R]_n) (B : 'M[R]_(n, m)) : psd P -> psd (B^T *m P *m B).
Proof.
case=> s h; split=> [|v]; first by rewrite !trmx_mul trmxK s mulmxA.
by have := h (B *m v); rewrite trmx_mul !mulmxA.
Qed.
Lemma psd_conj' m n (P : 'M[R]_n) (B : 'M[R]_(m, n)) : psd P -> psd (B *m P *m B^T).
Proof. by move/(psd_conj B^T); rewrite trmxK. Qed.
Lemma psd_outer n (b : 'cV[R]_n) : psd (b *m b^T).
Proof. by have := psd_conj' b (psd1 1); rewrite mulmx1. Qed.
(* a letter between two equal symmetric ones, as in H Ψ H *)
Lemma psd_between n (P H : 'M[R]_n) : H^T = H -> psd P -> psd (H *m P *m H).
Proof. by move=> s /(psd_conj H); rewrite s. Qed.
Lemma psd_gram_mx m n (B : 'M[R]_(m, n)) : psd (B^T *m B). Proof. exact: gram_psd. Qed.

(* definite matrices are invertible, and so are their inverses definite *)
Lemma pd_unit n (P : 'M[R]_n) : pd P -> P \in unitmx.
Proof.
case=> s h; rewrite unitmxE unitfE; apply/negP => /det0P [v nv vP].
have nvt : v^T != 0 by apply: contra nv => /eqP e; rewrite -[v]trmxK e trmx0.
by have := h _ nvt; rewrite trmxK vP mul0mx mxtrace0 ltxx.
Qed.
Lemma pd_invmx n (P : 'M[R]_n) : pd P -> pd (invmx P).
Proof.
move=> p; have u := pd_unit p; case: p => s h; have si : (invmx P)^T = invmx P by rewrite trmx_inv s.
split=> // v nv; have := h (invmx P *m v); rewrite trmx_mul si -[_ *m P]mulmxA mulVmx // mulmx1 mulmxA; apply.
by apply: contra nv => /eqP e; rewrite -[v]mul1mx -(mulmxV u) -mulmxA e mulmx0.
Qed.
Lemma pd_between n (P H : 'M[R]_n) : pd H -> pd P -> pd (H *m P *m H).
Proof.
move=> pH [s h]; have u := pd_unit pH; have sH := pd_sym pH; split=> [|v nv]; first by rewrite !trmx_mul s sH mulmxA.
have := h (H *m v); rewrite trmx_mul sH !mulmxA; apply.
by apply: contra nv => /eqP e; rewrite -[v]mul1mx -(mulVmx u) -mulmxA e mulmx0.
Qed.
(* a I + b P Q is invertible for a > 0, b >= 0 and semidefinite P, Q, although it is not symmetric *)
Lemma unit_product n (a b : R) (P Q : 'M[R]_n) : 0 < a -> 0 <= b -> psd P -> psd Q -> a%:M + b *: (P *m Q) \in unitmx.
Proof.
move=> a0 b0 /psd_gram [G ->] /psd_gram [F ->]; rewrite unitmxE unitfE -det_tr; apply/negP => /det0P [v nv].
move/(congr1 trmx); rewrite trmx_mul trmxK trmx0; set w := v^T => e.
have nw : w != 0 by apply: contra nv => /eqP h; rewrite -[v]trmxK -/w h trmx0.
have e1 : a *: w = - (b *: (G^T *m G *m (F^T *m F) *m w)).
  by apply/eqP; rewrite -subr_eq0 opprK -mul_scalar_mx scalemxAl -mulmxDl e.
have e2 : a * \tr ((F *m w)^T *m (F *m w)) = - (b * \tr ((G *m (F^T *m F *m w))^T *m (G *m (F^T *m F *m w)))).
  have := congr1 (fun x => \tr ((F^T *m F *m w)^T *m x)) e1; rewrite mulmxN linearN /= -!scalemxAr !mxtraceZ.
  by rewrite !trmx_mul !trmxK !mulmxA.
have z : \tr ((F *m w)^T *m (F *m w)) = 0.
  apply/eqP; rewrite eq_le frobenius_ge0 andbT -(pmulr_rle0 _ a0) e2 oppr_le0 mulr_ge0 // frobenius_ge0.
  done.
have Fw := frobenius_eq0 z.
move/negP: nw; apply; have : a *: w = 0 by rewrite e1 -!mulmxA Fw !mulmx0 scaler0 oppr0.
by move/eqP; rewrite scaler_eq0 (gt_eqF a0).
Qed.
End Semidefinite.
