// A choice in numbers, as facts/choice.py and facts/outcome.py work it out: tests hold both to the same numbers.
// A choice is {candidates, criteria: [{criterion, weight, must}], ratings: [{rater, scores}]}; the scores of a rater
// are a row for each criterion, with a number or null for each candidate.
globalThis.cocreateWeigh = (() => {
  "use strict"
  const THRESHOLD = 3
  const SCALE = [1, 3]
  const MOST_TURNS = 3
  const ALIKE = 1e-9
  const sum = numbers => numbers.reduce((all, number) => all + number, 0)
  const mean = numbers => (numbers.length ? sum(numbers) / numbers.length : null)

  const result = ({ candidates, criteria, ratings }) => {
    const given = (row, column, some = ratings) => some.map(({ scores }) => scores[row]?.[column] ?? null).filter(score => score !== null)
    const raters = [...new Set(ratings.map(({ rater }) => rater))]
    const of = rater => ratings.filter(rating => rating.rater === rater)
    const marks = criteria.map((_, row) => candidates.map((_, column) => {
      const scores = given(row, column)
      return { mean: mean(scores), least: scores.length ? Math.min(...scores) : null, most: scores.length ? Math.max(...scores) : null }
    }))
    const standings = candidates.map((candidate, column) => ({
      candidate, column,
      total: sum(criteria.map(({ weight }, row) => weight * (marks[row][column].mean ?? 0))),
      missed: criteria.flatMap(({ criterion, must }, row) => {
        const groups = must ? raters.map(rater => [rater, mean(given(row, column, of(rater)))]) : []
        const low = groups.filter(([, value]) => value !== null && value < THRESHOLD)
        return low.length ? [{ criterion, groups: low }] : []
      }),
      complete: raters.length > 0 && criteria.every((_, row) => raters.every(rater => given(row, column, of(rater)).length)),
    })).sort((one, other) => Boolean(one.missed.length) - Boolean(other.missed.length) || other.total - one.total || one.column - other.column)
    const own = criteria.map(({ weight }) => weight)
    const weights = [Math.min(...SCALE, ...own), Math.max(...SCALE, ...own)]
    const able = standings.filter(({ missed }) => !missed.length)
    const isTie = able.length > 1 && Math.abs(able[0].total - able[1].total) < ALIKE
    const leader = able[0]?.total > 0 && !(able[1]?.total > 0 && isTie) ? able[0].candidate : null

    // For each criterion the nearest weight in use at which another candidate draws level.
    const turns = able.length < 2 || isTie || !able.every(({ complete }) => complete) ? [] : criteria.flatMap(({ criterion, weight }, row) => {
      const nearest = able.slice(1).map(other => {
        const gain = (marks[row][other.column].mean ?? 0) - (marks[row][able[0].column].mean ?? 0)
        return { criterion, weight, needed: Math.abs(gain) < ALIKE ? NaN : weight + (able[0].total - other.total) / gain, winner: other.candidate }
      }).filter(({ needed }) => needed >= weights[0] && needed <= weights[1])
      return nearest.sort((one, other) => Math.abs(one.needed - weight) - Math.abs(other.needed - weight)).slice(0, 1)
    }).sort((one, other) => Math.abs(one.needed - one.weight) - Math.abs(other.needed - other.weight))
    return { marks, standings, best: 5 * sum(own), turns, weights, leader, able }
  }

  // What the numbers say: a word of the catalogue each, and what it speaks of.
  const outcome = choice => {
    if (!choice.ratings.length || !choice.criteria.length) return []
    const { standings, able, turns, weights, leader } = result(choice)
    const complete = standings.every(one => one.complete)
    const without = leader !== null && complete ? [...new Set(choice.ratings.map(({ rater }) => rater))] : []
    return [
      leader === null ? ["no-leader", {}] : ["leader", { model: leader }],
      ...standings.flatMap(one => [
        ...one.missed.map(missed => ["missed", { model: one.candidate, ...missed }]),
        ...(one.complete ? [] : [["incomplete", { model: one.candidate }]]),
      ]),
      ...turns.slice(0, MOST_TURNS).map(({ criterion, weight, needed, winner }) => ["turn", { criterion, weight, needed, model: winner }]),
      ...(leader !== null && able.length > 1 && able.every(one => one.complete) && !turns.length
        ? [["firm", { least: weights[0], most: weights[1] }]] : []),
      ...(without.length > 1 ? without : []).flatMap(group => {
        const other = result({ ...choice, ratings: choice.ratings.filter(({ rater }) => rater !== group) }).leader
        if (other === leader) return []
        return [other === null ? ["without-nobody", { group }] : ["without", { group, model: other }]]
      }),
    ]
  }

  // One row of scores for each group: the mean of its ballots to two decimals, as it will stand in the file.
  const pooled = ballots => [...new Set(ballots.map(({ rater }) => rater))].map(rater => {
    const own = ballots.filter(ballot => ballot.rater === rater)
    const scores = own[0].scores.map((row, at) => row.map((_, column) => {
      const value = mean(own.map(ballot => ballot.scores[at][column]).filter(score => score !== null))
      return value === null ? null : Math.round(value * 100) / 100
    }))
    return { rater, scores, number: own.length }
  })

  return Object.freeze({ THRESHOLD, result, outcome, pooled })
})()
