(* The spectral theorem over a real closed field: symmetric matrices are diagonal in an orthonormal basis, so that sums over
   eigenvalues, roots, the smallest eigenvalue and the norm exist. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From mathcomp Require Import complex.
From Kernel Require Import Semidefinite Certificates.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Eigenvector.
Variable R : rcfType.
Local Notation C := (complex R).
Lemma Re_real (z : C) (r : R) : complex.Re (z * r%:C%C) = complex.Re z * r.
Proof. by case: z => a b /=; rewrite mulr0 subr0. Qed.
Lemma Im_real (z : C) (r : R) : complex.Im (z * r%:C%C) = complex.Im z * r.
Proof. by case: z => a b /=; rewrite mulr0 add0r. Qed.
Lemma Re_sum I (s : seq I) (f : I -> C) : complex.Re (\sum_(i <- s) f i) = \sum_(i <- s) complex.Re (f i).
Proof. by apply: (big_morph (@complex.Re R)) => // -[a b] [c e]. Qed.
Lemma Im_sum I (s : seq I) (f : I -> C) : complex.Im (\sum_(i <- s) f i) = \sum_(i <- s) complex.Im (f i).
Proof. by apply: (big_morph (@complex.Im R)) => // -[a b] [c e]. Qed.
(* v = x + iy with v A = (a + ib) v gives b (|x|² + |y|²) = 0 *)
Lemma real_eigenvector n (A : 'M[R]_n.+1) : A^T = A -> exists (a : R) (v : 'rV[R]_n.+1), v != 0 /\ v *m A = a *: v.
Proof.
move=> s; pose B : 'M[C]_n.+1 := map_mx (real_complex R) A.
have [z] : exists z, root (char_poly B) z by apply/closed_rootP; rewrite size_char_poly.
rewrite -eigenvalue_root_char => /eigenvalueP [v vB nv].
pose x : 'rV[R]_n.+1 := \row_j complex.Re (v 0 j); pose y : 'rV[R]_n.+1 := \row_j complex.Im (v 0 j).
pose a := complex.Re z; pose b := complex.Im z.
have entry j : \sum_k v 0 k * (A k j)%:C%C = z * v 0 j.
  by have := congr1 (fun M : 'rV_n.+1 => M 0 j) vB; rewrite !mxE => <-; apply: eq_bigr => k _; rewrite mxE.
have ex : x *m A = a *: x - b *: y.
  apply/rowP => j; rewrite !mxE; have := congr1 (@complex.Re R) (entry j); rewrite Re_sum.
  under eq_bigr => k _ do rewrite Re_real.
  under [X in _ -> X = _]eq_bigr => k _ do rewrite mxE.
  by move=> ->; rewrite /a /b; case: (z) => za zb; case: (v 0 j).
have ey : y *m A = a *: y + b *: x.
  apply/rowP => j; rewrite !mxE; have := congr1 (@complex.Im R) (entry j); rewrite Im_sum.
  under eq_bigr => k _ do rewrite Im_real.
  under [X in _ -> X = _]eq_bigr => k _ do rewrite mxE.
  by move=> ->; rewrite /a /b; case: (z) => za zb; case: (v 0 j).
have sym : \tr (x *m A *m y^T) = \tr (y *m A *m x^T) by rewrite -[LHS]mxtrace_tr !trmx_mul trmxK s mulmxA.
have b0 : b = 0.
  apply/eqP; apply/negPn/negP => nb; move: sym; rewrite ex ey mulmxBl mulmxDl -!scalemxAl linearB linearD /= !mxtraceZ.
  have -> : \tr (y *m x^T) = \tr (x *m y^T) by rewrite -[LHS]mxtrace_tr trmx_mul trmxK.
  set X := \tr (x *m x^T); set Y := \tr (y *m y^T); set P := \tr _ => e.
  have X0 : 0 <= X by have := frobenius_ge0 x^T; rewrite trmxK.
  have Y0 : 0 <= Y by have := frobenius_ge0 y^T; rewrite trmxK.
  have : b * (X + Y) = (a * P + b * X) - (a * P - b * Y) by ring.
  rewrite -e subrr => /eqP; rewrite mulf_eq0 (negbTE nb) /= paddr_eq0 // => /andP [/eqP hX /eqP hY].
  have x0 : x^T = 0 by apply: frobenius_eq0; rewrite trmxK.
  have y0 : y^T = 0 by apply: frobenius_eq0; rewrite trmxK.
  move/negP: nv; apply; apply/eqP/rowP => j; rewrite mxE.
  have := congr1 (fun M : 'cV_n.+1 => M j 0) x0; have := congr1 (fun M : 'cV_n.+1 => M j 0) y0; rewrite !mxE.
  by case: (v 0 j) => p q /= -> ->.
exists a; case: (eqVneq x 0) => [x0|nx]; last by exists x; rewrite nx ex b0 scale0r subr0.
exists y; rewrite ey b0 scale0r addr0; split=> //; apply: contra nv => /eqP y0; apply/eqP/rowP => j.
have := congr1 (fun M : 'rV_n.+1 => M 0 j) x0; have := congr1 (fun M : 'rV_n.+1 => M 0 j) y0; rewrite !mxE.
by case: (v 0 j) => p q /= -> ->.
Qed.
Lemma scalar_mxB (a b : R) : (a - b)%:M = a%:M - b%:M :> 'M_1.
Proof. by apply/matrixP => i j; rewrite !mxE mulrnBl. Qed.
(* Householder: an orthogonal matrix whose first row is a given unit vector *)
Lemma reflection n (v : 'rV[R]_n.+1) : v *m v^T = 1%:M -> exists Q : 'M[R]_n.+1, Q *m Q^T = 1%:M /\ row 0 Q = v.
Proof.
move=> vv; pose e : 'rV[R]_n.+1 := delta_mx 0 0.
have ee : e *m e^T = 1%:M by rewrite trmx_delta mul_delta_mx; apply/matrixP => i j; rewrite !ord1 !mxE !eqxx.
case: (eqVneq v e) => [->|ne].
  by exists 1%:M; rewrite trmx1 mulmx1 row1.
pose u := e - v; pose c := (u *m u^T) 0 0.
have uu : u *m u^T = c%:M by rewrite [LHS]mx11_scalar.
have c0 : c != 0.
  apply: contra ne => /eqP z; have u0 : u^T = 0 by apply: frobenius_eq0; rewrite trmxK uu z mxtrace_scalar mul0rn.
  by rewrite -subr_eq0 -opprB oppr_eq0 -[e - v]trmxK -/u u0 trmx0.
pose Q : 'M[R]_n.+1 := 1%:M - (2%:R / c) *: (u^T *m u).
have sQ : Q^T = Q by rewrite /Q linearB linearZ /= trmx1 trmx_mul trmxK.
pose p := (e *m v^T) 0 0.
have ep : e *m u^T = (1 - p)%:M by rewrite /u linearB /= mulmxBr ee [e *m v^T]mx11_scalar -scalar_mxB.
have cp : c = 2%:R * (1 - p).
  have : u *m u^T = (1 - p)%:M - (v *m e^T - 1%:M).
    by rewrite {1}/u mulmxBl ep /u linearB /= mulmxBr vv.
  have -> : v *m e^T = p%:M by rewrite -[v *m e^T]trmxK trmx_mul trmxK [e *m v^T]mx11_scalar tr_scalar_mx.
  rewrite uu -!scalar_mxB => /(congr1 (fun M : 'M_1 => M 0 0)); rewrite !mxE !eqxx !mulr1n => ->; ring.
have kc : 2%:R / c * (1 - p) = 1 by rewrite mulrAC -cp divff.
have WW : u^T *m u *m (u^T *m u) = c *: (u^T *m u).
  by rewrite mulmxA -[_ *m u *m _]mulmxA uu mul_mx_scalar -scalemxAl.
exists Q; split; last first.
  rewrite rowE /Q mulmxBr mulmx1 -scalemxAr mulmxA ep mul_scalar_mx scalerA kc scale1r.
  by rewrite /u opprB addrC subrK.
rewrite sQ /Q mulmxBr mulmx1 mulmxBl mul1mx -scalemxAl -scalemxAr WW !scalerA.
have -> : 2%:R / c * (2%:R / c) * c = 2%:R / c + 2%:R / c by field.
by rewrite scalerDl opprD opprK addKr subrK.
Qed.
End Eigenvector.

Section Spectral.
Variable R : rcfType.
(* A = Qᵀ diag(mu) Q with an orthogonal Q *)
Definition diagonalised n (A Q : 'M[R]_n) (mu : 'rV[R]_n) := Q *m Q^T = 1%:M /\ A = Q^T *m diag_mx mu *m Q.
Lemma orthogonal_tr n (Q : 'M[R]_n) : Q *m Q^T = 1%:M -> Q^T *m Q = 1%:M. Proof. exact: mulmx1C. Qed.
Theorem spectral n (A : 'M[R]_n) : A^T = A -> exists Q mu, diagonalised A Q mu.
Proof.
elim: n A => [|n IH] A s; first by exists 1%:M, 0; split; rewrite ?trmx1 ?mulmx1 // [LHS]flatmx0 [RHS]flatmx0.
have [a [v [nv vA]]] := real_eigenvector s.
pose r := Num.sqrt ((v *m v^T) 0 0).
have vv0 : 0 < (v *m v^T) 0 0.
  have -> : (v *m v^T) 0 0 = \tr ((v^T)^T *m v^T) by rewrite trmxK tr11.
  rewrite lt0r frobenius_ge0 andbT; apply: contra nv => /eqP /frobenius_eq0 z; by rewrite -[v]trmxK z trmx0.
have r0 : r != 0 by rewrite sqrtr_eq0 -ltNge.
pose w := r^-1 *: v.
have ww : w *m w^T = 1%:M.
  rewrite /w linearZ /= -scalemxAl -scalemxAr scalerA [v *m v^T]mx11_scalar scale_scalar_mx -invfM -expr2 sqr_sqrtr ?ltW //.
  by rewrite mulVf // gt_eqF.
have wA : w *m A = a *: w by rewrite /w -scalemxAl vA !scalerA mulrC.
have [P [PP Pw]] := reflection ww.
pose B := P *m A *m P^T; have sB : B^T = B by rewrite /B !trmx_mul trmxK s mulmxA.
have rowB : row 0 B = a *: delta_mx 0 0.
  rewrite /B -mulmxA row_mul Pw mulmxA wA -scalemxAl -Pw rowE -mulmxA PP mulmx1; congr (_ *: _).
have hB : B = P *m A *m P^T by [].
clearbody B.
have eB : (B : 'M[R]_(1 + n)) = block_mx a%:M 0 0 (drsubmx (B : 'M[R]_(1 + n))).
  have ul : ulsubmx (B : 'M[R]_(1 + n)) = a%:M.
    apply/matrixP => i j; rewrite !ord1 !mxE; have := congr1 (fun M : 'rV_n.+1 => M 0 0) rowB.
    by rewrite !mxE !eqxx mulr1 mulr1n => <-; congr (B _ _); apply: val_inj.
  have ur : ursubmx (B : 'M[R]_(1 + n)) = 0.
    apply/matrixP => i j; rewrite !ord1 !mxE; have := congr1 (fun M : 'rV_n.+1 => M 0 (rshift 1 j : 'I_(1 + n))) rowB.
    by rewrite !mxE /= => h; rewrite -[RHS](mulr0 a) -h; congr (B _ _); apply: val_inj.
  have dl : dlsubmx (B : 'M[R]_(1 + n)) = 0 by rewrite -[LHS]trmxK trmx_dlsub sB ur trmx0.
  by apply: etrans (esym (submxK (B : 'M[R]_(1 + n)))) _; rewrite ul ur dl.
have sD : (drsubmx (B : 'M[R]_(1 + n)))^T = drsubmx (B : 'M[R]_(1 + n)) by rewrite trmx_drsub sB.
have [Q [mu [QQ eD]]] := IH _ sD.
pose S : 'M[R]_(1 + n) := block_mx 1%:M 0 0 Q.
have SS : S *m S^T = 1%:M.
  by rewrite tr_block_mx mulmx_block !trmx0 trmx1 !mulmx1 !mulmx0 !mul0mx !addr0 add0r QQ -scalar_mx_block.
exists (S *m P), (row_mx (a%:M : 'rV_1) mu); split.
  by rewrite trmx_mul mulmxA -[S *m P *m P^T]mulmxA PP mulmx1.
have eA : A = P^T *m B *m P by rewrite hB !mulmxA orthogonal_tr // mul1mx -mulmxA orthogonal_tr // mulmx1.
set D := diag_mx _.
have eD' : (D : 'M[R]_(1 + n)) = block_mx a%:M 0 0 (diag_mx mu).
  apply: etrans (diag_mx_row (a%:M : 'rV[R]_1) mu) _; congr block_mx; apply/matrixP => i j; by rewrite !ord1 !mxE.
pose D1 : 'M[R]_(1 + n) := block_mx a%:M 0 0 (diag_mx mu).
have core : S^T *m D1 *m S = block_mx a%:M 0 0 (drsubmx (B : 'M[R]_(1 + n))).
  rewrite eD /S /D1 tr_block_mx !mulmx_block !trmx0 trmx1.
  by rewrite !(mulmx0, mul0mx, mulmx1, mul1mx, addr0, add0r).
have eSB : B = S^T *m D *m S.
  exact: etrans eB (etrans (esym core) (congr1 (fun Y : 'M[R]_(1 + n) => S^T *m Y *m S) (esym eD'))).
by rewrite [LHS]eA eSB trmx_mul !mulmxA.
Qed.

(* f(A): what f does to the eigenvalues *)
Section Calculus.
Variables (n : nat) (Q : 'M[R]_n) (mu : 'rV[R]_n).
Hypothesis QQ : Q *m Q^T = 1%:M.
Definition spec (f : R -> R) : 'M[R]_n := Q^T *m diag_mx (map_mx f mu) *m Q.
Lemma spec_mul f g : spec f *m spec g = spec (fun x => f x * g x).
Proof.
rewrite /spec !mulmxA -[_ *m Q *m Q^T]mulmxA QQ mulmx1 -[_ *m diag_mx _ *m diag_mx _]mulmxA mulmx_diag.
by congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE.
Qed.
Lemma spec_add f g : spec f + spec g = spec (fun x => f x + g x).
Proof. by rewrite /spec -mulmxDl -mulmxDr -raddfD; congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE. Qed.
Lemma spec_scale c f : c *: spec f = spec (fun x => c * f x).
Proof.
rewrite /spec scalemxAl scalemxAr -linearZ /=; by congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE.
Qed.
Lemma spec_const c : spec (fun=> c) = c%:M.
Proof.
have -> : spec (fun=> c) = Q^T *m c%:M *m Q.
  congr (_ *m _ *m _); apply/matrixP => i j; by rewrite !mxE.
by rewrite mul_mx_scalar -scalemxAl orthogonal_tr // scalemx1.
Qed.
Lemma spec_id : spec id = Q^T *m diag_mx mu *m Q.
Proof. by congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE. Qed.
Lemma spec_eq f g : (forall j, f (mu 0 j) = g (mu 0 j)) -> spec f = spec g.
Proof. by move=> h; congr (_ *m diag_mx _ *m _); apply/rowP => j; rewrite !mxE. Qed.
Lemma spec_trace f : \tr (spec f) = \sum_j f (mu 0 j).
Proof.
rewrite /spec mxtrace_mulC mulmxA QQ mul1mx /mxtrace; apply: eq_bigr => j _; by rewrite !mxE eqxx mulr1n.
Qed.
Lemma spec_inv f : (forall j, f (mu 0 j) != 0) -> invmx (spec f) = spec (fun x => (f x)^-1).
Proof.
move=> h; have e : spec f *m spec (fun x => (f x)^-1) = 1%:M.
  by rewrite spec_mul -(spec_const 1); apply: spec_eq => j; rewrite divff.
have [u _] := mulmx1_unit e; by rewrite -[LHS]mulmx1 -e mulmxA mulVmx // mul1mx.
Qed.
Lemma spec_sym f : (spec f)^T = spec f.
Proof. by rewrite /spec !trmx_mul trmxK tr_diag_mx mulmxA. Qed.
Lemma quad_spec f (v : 'cV[R]_n) : \tr (v^T *m spec f *m v) = \sum_j f (mu 0 j) * (Q *m v) j 0 ^+ 2.
Proof.
have -> : v^T *m spec f *m v = (Q *m v)^T *m diag_mx (map_mx f mu) *m (Q *m v) by rewrite /spec trmx_mul !mulmxA.
move: (Q *m v) => w; rewrite tr11 mxE; apply: eq_bigr => j _; rewrite mxE (bigD1 j) //= big1 ?addr0 => [|k ne]; last first.
  by rewrite !mxE (negbTE ne) mulr0n mulr0.
by rewrite !mxE eqxx mulr1n mulrAC -expr2 mulrC.
Qed.
Lemma spec_psd f : (forall j, 0 <= f (mu 0 j)) -> psd (spec f).
Proof.
by move=> h; split=> [|v]; [exact: spec_sym | rewrite quad_spec; apply: sumr_ge0 => j _; rewrite mulr_ge0 ?sqr_ge0].
Qed.
(* unit vectors of the basis show the eigenvalues as values of the quadratic form *)
Lemma quad_basis f j : \tr ((Q^T *m delta_mx j (0 : 'I_1))^T *m spec f *m (Q^T *m delta_mx j 0)) = f (mu 0 j).
Proof.
rewrite quad_spec mulmxA QQ mul1mx (bigD1 j) //= big1 ?addr0 => [|k ne]; last by rewrite !mxE (negbTE ne) expr0n mulr0.
by rewrite !mxE !eqxx expr1n mulr1.
Qed.
End Calculus.

Lemma diagonalised_spec n (A Q : 'M[R]_n) mu : diagonalised A Q mu -> A = spec Q mu id.
Proof. by case=> QQ ->; rewrite spec_id. Qed.
Lemma eigenvalue_ge0 n (A Q : 'M[R]_n) mu j : psd A -> diagonalised A Q mu -> 0 <= mu 0 j.
Proof.
move=> pA dA; have [QQ _] := dA; have := quad_basis mu QQ id j; rewrite -(diagonalised_spec dA) => <-.
by case: pA.
Qed.
Lemma eigenvalue_le_trace n (A Q : 'M[R]_n) mu j : psd A -> diagonalised A Q mu -> mu 0 j <= \tr A.
Proof.
move=> pA dA; have [QQ _] := dA; rewrite {1}(diagonalised_spec dA) spec_trace // (bigD1 j) //= ler_addl.
by apply: sumr_ge0 => k _; exact: eigenvalue_ge0 pA dA.
Qed.
(* a bound that holds at every eigenvalue *)
Lemma spectral_bound n (A Q : 'M[R]_n) mu (g : R -> R) : psd A -> diagonalised A Q mu ->
  (forall x, 0 <= x -> x <= \tr A -> 0 <= g x) -> 0 <= \sum_j g (mu 0 j).
Proof.
by move=> pA dA h; apply: sumr_ge0 => j _; apply: h; [exact: eigenvalue_ge0 pA dA | exact: eigenvalue_le_trace pA dA].
Qed.
(* roots *)
Theorem psd_root n (A : 'M[R]_n) : psd A -> exists S, psd S /\ S *m S = A.
Proof.
move=> pA; have [Q [mu dA]] := spectral (psd_sym pA); have [QQ _] := dA.
exists (spec Q mu Num.sqrt); split; first by apply: spec_psd => j; exact: sqrtr_ge0.
rewrite spec_mul // [RHS](diagonalised_spec dA); apply: spec_eq => j.
by rewrite -expr2 sqr_sqrtr //; exact: eigenvalue_ge0 pA dA.
Qed.
(* the smallest eigenvalue, and the largest *)
Theorem smallest_eigenvalue_exists n (A : 'M[R]_n.+1) : A^T = A -> exists a, smallest_eigenvalue a A.
Proof.
move=> s; have [Q [mu dA]] := spectral s; have [QQ eA] := dA.
have [j0 _ least] := @arg_minP _ _ _ (0 : 'I_n.+1) predT (fun j => mu 0 j) isT.
exists (mu 0 j0); split=> [v|].
  rewrite (diagonalised_spec dA) quad_spec //.
  have -> : \tr (v^T *m v) = \sum_j (Q *m v) j 0 ^+ 2.
    have -> : v^T *m v = (Q *m v)^T *m (Q *m v) by rewrite trmx_mul mulmxA -[v^T *m Q^T *m Q]mulmxA orthogonal_tr // mulmx1.
    rewrite tr11 mxE; apply: eq_bigr => j _; by rewrite mxE expr2.
  rewrite mulr_sumr; apply: ler_sum => j _; by rewrite ler_wpmul2r ?sqr_ge0 // least.
exists (Q^T *m delta_mx j0 0).
  apply/negP => /eqP z; have := congr1 (fun u => (Q *m u) j0 0) z.
  by rewrite mulmx0 mulmxA QQ mul1mx !mxE !eqxx => /eqP; rewrite oner_eq0.
rewrite eA -!mulmxA [Q *m _]mulmxA QQ mul1mx scalemxAr; congr (_ *m _).
apply/matrixP => i k; rewrite !ord1 mxE (bigD1 j0) //= big1 ?addr0 => [|m ne]; last by rewrite !mxE (negbTE ne) mulr0.
rewrite !mxE !eqxx mulr1; case: (eqVneq i j0) => [->|ne]; rewrite /= ?mulr1n ?mulr1 //.
by rewrite mulr0n mulr0.
Qed.
End Spectral.
