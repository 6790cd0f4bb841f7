"""The definitions that theorems quote, against forward passes and prompts written with numpy alone."""

import numpy as np
import pytest
from sympy import BlockMatrix, Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

import theory.setting as setting
from numerics import Problem, draw, evaluate, exact_value
from numerics.independent import forward_passes as model
from theory import Equality, Expectation, equal
from theory.algebra.vocabulary.random_matrices import MatrixNormal, random_symbols
from theory.setting import Gamma, H, M, Psi, beta, beta_star, d, data, label, prompt, sigma2, w

SIZES = [(1, 1), (2, 3), (3, 2), (4, 5)]
WIDTHS = {"d_k": 2, "d_v": 3, "d_f": 4}


def numbers(shape, rng):
    return rng.standard_normal(shape)


@pytest.fixture(params=SIZES, ids=lambda s: f"d={s[0]},M={s[1]}")
def case(request):
    """Values of an arbitrary prompt and of raw weights: by symbol, and as numpy's matrices."""
    D, context = request.param
    rng = np.random.default_rng(7)
    weights = setting.block_weights(*symbols("d_k d_v d_f", integer=True, positive=True))
    raw = {}
    values = {data.X: numbers((context, D), rng), data.y: numbers((context, 1), rng), data.x: numbers((D, 1), rng)}
    for name, width in zip(weights._fields, "kkvvff", strict=True):
        raw[name] = numbers((WIDTHS[f"d_{width}"], D + 1), rng)
        x_part, y_part = getattr(weights, name).blocks
        values |= {x_part: raw[name][:, :D], y_part: raw[name][:, D:]}
    return weights, raw, {**values, M: context}


def test_token_matrix(case):
    _, _, values = case
    expected = model.token_matrix(values[data.X], values[data.y], values[data.x])
    assert np.array_equal(evaluate(setting.token_matrix(data), values), expected)


@pytest.mark.parametrize("context", [1, 4])
def test_mask(context):
    assert np.array_equal(evaluate(setting.mask(), {M: context}), model.mask(context))


def test_attention(case):
    weights, raw, values = case
    E = model.token_matrix(values[data.X], values[data.y], values[data.x])
    expected = model.linear_attention(E, *list(raw.values())[:4])
    found = evaluate(setting.linear_attention(setting.token_matrix(data), weights), values)
    np.testing.assert_allclose(found, expected)
    np.testing.assert_allclose(
        evaluate(setting.attention_prediction(weights, data), values), model.prediction(expected)
    )


def test_block(case):
    weights, raw, values = case
    E = model.token_matrix(values[data.X], values[data.y], values[data.x])
    expected = model.prediction(model.linear_transformer_block(E, *raw.values()))
    np.testing.assert_allclose(evaluate(setting.block_prediction(weights, data), values), expected)


def test_one_step_of_gradient_descent(case):
    _, _, values = case
    D = values[data.X].shape[1]
    rng = np.random.default_rng(8)
    values = {**values, beta: numbers((D, 1), rng), Gamma: numbers((D, D), rng)}
    X, y, x = (values[s] for s in (data.X, data.y, data.x))
    adapted = values[beta] + values[Gamma] @ (X.T @ (y - X @ values[beta])) / len(X)
    np.testing.assert_allclose(evaluate(setting.one_step_gd(of=data), values), adapted)
    np.testing.assert_allclose(
        evaluate(setting.one_step_gd_prediction(of=data), values),
        model.one_step_gd(X, y, x, values[beta], values[Gamma]),
    )


def test_the_coefficient_of_the_query(case):
    _, _, values = case
    D = values[data.X].shape[1]
    rng = np.random.default_rng(9)
    u, P, k, v_1, v_0 = setting.query_weights
    values = {**values, u: numbers((D, 1), rng), P: numbers((D, D), rng), k: numbers((D, 1), rng)}
    values |= {v_1: numbers((D, 1), rng), v_0: 0.3}
    X, y = values[data.X], values[data.y]
    S, s, r = X.T @ X / len(X), X.T @ y / len(X), (y.T @ y).item() / len(X)
    expected = values[u] + values[P] @ (S @ values[v_1] + 0.3 * s)
    expected += values[k] * ((s.T @ values[v_1]).item() + 0.3 * r)
    np.testing.assert_allclose(evaluate(setting.query_coefficient(setting.query_weights, data), values), expected)
    for name, value in (("sample_covariance", S), ("sample_cross_covariance", s), ("sample_label_moment", r)):
        np.testing.assert_allclose(evaluate(getattr(setting, name)(data), values), value)


def test_zero_weights_leave_their_terms_out():
    none = setting.query_weights._replace(u=ZeroMatrix(d, 1))
    assert ZeroMatrix(d, 1) not in setting.query_coefficient(none).args
    assert equal(
        Expectation(setting.query_coefficient(setting.query_weights)).doit() - setting.query_weights.u,
        Expectation(setting.query_coefficient(none)),
    )


# -- laws -----------------------------------------------------------------------------------------------------------
PROBLEM = Problem(H=[[2.0, 0.5], [0.5, 1.0]], Psi=[[1.0, -0.5], [-0.5, 0.25]], beta_star=[1.0, -2.0], sigma2=0.3, M=3)

MOMENTS = {
    "label has mean 0": (Trace(label), 0),
    "label's variance": (Trace(label) ** 2, Trace(H * Psi) + Trace(beta_star.T * H * beta_star) + sigma2),
    "label with the query": (Trace(label) * prompt.x, H * beta_star),
    "label given the task": ((Trace(label) - Trace(w.T * prompt.x)) ** 2, sigma2),
    "labels of examples": (prompt.X.T * prompt.y / M, H * beta_star),
    "label and labels": (Trace(label) * prompt.y, ZeroMatrix(M, 1)),
    "noise": (setting.noise * setting.noise.T, sigma2 * Identity(M)),
    "noise and inputs": (prompt.X.T * setting.noise, ZeroMatrix(d, 1)),
    "task": (setting.task_deviation * setting.task_deviation.T, Psi),
    "task and inputs": (setting.task_deviation * Trace(prompt.X.T * prompt.X), ZeroMatrix(d, 1)),
    "inputs": (setting.sample_covariance(), H),
    "query": (prompt.x * prompt.x.T, H),
    "query and inputs": (prompt.X * prompt.x, ZeroMatrix(M, 1)),
    "labels squared": (setting.sample_label_moment(), Trace(H * Psi) + Trace(beta_star.T * H * beta_star) + sigma2),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_moments_of_the_prompt(name):
    integrand, expected = MOMENTS[name]
    assert equal(Expectation(integrand), expected)


def test_prompts_have_the_law_of_those_written_with_numpy():
    """the same mean of products of entries, within five standard errors of either sample"""
    size = 60_000
    symbolic = draw((label, prompt.y), PROBLEM, size, np.random.default_rng(1))
    literal = model.sample_prompts(PROBLEM, size, np.random.default_rng(2))
    ours = (symbolic[prompt.X], symbolic[prompt.y], symbolic[prompt.x], symbolic[label][:, 0, 0], symbolic[w])
    for first, second in zip(map(products, (ours,)), map(products, (literal,)), strict=True):
        error = np.hypot(first.std(axis=0), second.std(axis=0)) / np.sqrt(size)
        assert first.shape == second.shape == (size, 9)
        assert (np.abs(first.mean(axis=0) - second.mean(axis=0)) <= 5 * error).all()


def products(prompts):
    X, y, x, answer, task = prompts
    fitted = (X @ task)[..., 0]
    return np.stack(
        [
            answer**2,
            answer * x[:, 0, 0],
            answer * fitted[:, 0],
            y[:, 0, 0] ** 2,
            y[:, 0, 0] * y[:, 1, 0],
            y[:, 1, 0] * fitted[:, 1],
            X[:, 0, 0] * X[:, 0, 1],
            task[:, 0, 0] * task[:, 1, 0],
            y[:, 0, 0] * X[:, 0, 1],
        ],
        axis=1,
    )


# -- risks ----------------------------------------------------------------------------------------------------------
def test_risks_are_unevaluated():
    risk = setting.icl_risk(setting.one_step_gd_prediction())
    assert isinstance(risk, Expectation)
    assert {x.name for x in random_symbols(risk)} == {"X", "w", "x", "y", "y_query"}
    assert setting.one_step_gd_excess() == risk - sigma2


def test_the_risk_of_predicting_nothing():
    nothing = Trace(0 * prompt.x.T * prompt.x)
    variance = Trace(H * Psi) + Trace(beta_star.T * H * beta_star)
    assert equal(setting.icl_risk(nothing), variance + sigma2)
    assert equal(setting.excess_risk(nothing), variance)
    assert equal(setting.excess_of_coefficient(beta_star), Trace(H * Psi))


def test_the_query_integrated_out_leaves_the_distance():
    coefficient = setting.one_step_gd()
    assert equal(setting.excess_of_coefficient(coefficient), setting.query_distance(coefficient))


def test_risk_against_literal_prompts():
    rng = np.random.default_rng(3)
    Gamma_value, beta_value = numbers((2, 2), rng) / 2, numbers((2, 1), rng)
    p = model.sample_prompts(PROBLEM, 200_000, rng)
    errors = (model.one_step_gd(p.X, p.y, p.x, beta_value, Gamma_value) - p.label) ** 2
    closed = evaluate(
        setting.icl_risk(setting.one_step_gd_prediction()).doit(),
        {**{s: PROBLEM.values()[s.name] for s in (H, Psi, beta_star, sigma2, M)}, beta: beta_value, Gamma: Gamma_value},
    )
    assert abs(errors.mean() - closed) <= 5 * errors.std() / np.sqrt(len(errors))


def test_exact_moments_of_the_label():
    values = {H: [[2, 1], [1, 1]], Psi: [[1, 0], [0, 0]], beta_star: [1, 2], sigma2: 3, M: 2}
    # βᵀHβ + tr(HΨ) + σ² = 10 + 2 + 3
    assert exact_value(Expectation(Trace(label) ** 2), values) == 15


# -- shapes and names -----------------------------------------------------------------------------------------------
def test_shapes_and_names():
    weights = setting.block_weights(1, 2, 3)
    assert setting.token_matrix().shape == (d + 1, M + 1)
    assert setting.mask().shape == (M + 1, M + 1)
    assert setting.linear_attention(setting.token_matrix(), weights).shape == (d + 1, M + 1)
    assert all(isinstance(weight, BlockMatrix) for weight in weights)
    assert [w.blocks[0, 0].name for w in weights] == ["W_K_x", "W_Q_x", "W_P_x", "W_V_x", "W_1_x", "W_2_x"]
    assert isinstance(prompt.X, MatrixNormal)
    assert not random_symbols(data.X)
    assert prompt.X.name == data.X.name
    assert Equality(Trace(data.x.T * data.x), 0).lhs.atoms(MatrixSymbol) == {data.x}
    assert isinstance(sigma2, Symbol)
    assert sigma2.is_nonnegative
