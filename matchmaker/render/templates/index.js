"use strict";
// Shows the data embedded in the page. Every text is set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("main");
  const MOST_ROWS = 300;
  const SPOTS = ["table", "desk", "booth"];
  const state = { query: "", country: "", delegation: "", purpose: "", session: "", language: 0 };

  // ---------------------------------------------------------------------------------------------------- the data

  const companies = data.companies.map(([id, name, country, kind, delegation, purposes, profile, note, remark, forms], index) =>
    ({ id, name, country, kind, delegation, purposes, profile, note, remark, forms, index, meetings: [], duties: [] }));
  // `sides` are those who meet, `everyone` the leaders who come along as well.
  const bookings = data.bookings.map((row, index) => {
    const [day, start, end, place, table, sides, reasons, people = [], persons = [], cancelled = 0, leaders = [], about = []] = row;
    return { day, start, end, place, table, sides, reasons, people: new Map(people), persons, cancelled, leaders, about,
      everyone: [...sides, ...leaders], index };
  });
  for (const booking of bookings) for (const side of booking.everyone) companies[side].meetings.push(booking);
  const duties = data.duties.map(([company, day, start, end, place, label, table, person]) =>
    ({ company, day, start, end, place, label, table, person }));
  for (const duty of duties) companies[duty.company].duties.push(duty);
  const places = data.places.map(([session, name, kind, hallId, hall, spot], index) => ({ session, name, kind, hallId, hall, spot, index }));
  const sheets = new Map(companies.map((one) => [`company=${one.id}`,
    { kind: "company", id: one.id, name: one.name, own: [one.index], meetings: one.meetings, duties: one.duties, company: one }]));
  for (const [kind, id, name, of, role, own, meetings, away] of data.others) {
    sheets.set(`${kind}=${id}`, { kind, id, name, of, role, own, meetings: meetings.map((index) => bookings[index]),
      duties: away.map((index) => duties[index]) });
  }
  const halls = new Map();
  for (const booking of bookings) {
    if (booking.cancelled) continue;
    const place = places[booking.place];
    const key = `${place.hallId}/${booking.day}`;
    if (!halls.has(key)) halls.set(key, { place, day: booking.day, meetings: [] });
    halls.get(key).meetings.push(booking);
  }

  // ------------------------------------------------------------------------------------------------ the language

  const language = () => data.languages[state.language];
  const text = (key) => language().texts[key] ?? key;
  const say = (label) => text(`label.${label}`);
  const said = (name) => (Array.isArray(name) ? name[state.language] : name);
  const person = (number) => (number < 0 ? "" : said(data.persons[number]));
  const people = (booking, side) => (booking.people.get(side) ?? []).map(person);
  const about = (booking) => booking.about.map(([label, phrase]) => `${say(label)}: ${data.phrases[phrase]}`);
  const country = (company) => language().countries[company.country];
  const purpose = (name) => language().texts[`purpose.${name}`] ?? name;
  const clock = (minutes) => {
    const within = minutes % 1440;
    const late = minutes >= 1440 ? " +1" : "";
    return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}${late}`;
  };
  const reason = (parts) => {
    if (!Array.isArray(parts)) return data.phrases[parts];
    if (parts[0] < 0) return data.phrases[parts[1 + state.language]];
    const [key, ...names] = data.sentences[parts[0]];
    return names.reduce((sentence, name, place) => {
      const value = parts[place + 1];
      let shown = value < 0 ? said(companies[-1 - value].name) : data.phrases[value];
      if (name === "purposes") shown = shown.split(" and ").map(purpose).join(text("reason.and"));
      return sentence.replace(`{${name}}`, () => shown);
    }, text(`reason.${key}`));
  };

  // ---------------------------------------------------------------------------------------------------- elements

  const el = (name, options = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key === "text") node.textContent = value;
      else if (key === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
      else if (key === "style") for (const [property, set] of Object.entries(value)) node.style.setProperty(property, set);
      else node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const auto = (name, content, options = {}) => el(name, { dir: "auto", text: content, ...options });
  const to = (kind, id) => `#${kind}=${encodeURIComponent(id)}`;
  const link = (company) => auto("a", said(company.name), { href: to("company", company.id) });

  // ------------------------------------------------------------------------------------------------- the overview

  // Letters are compared without case and without Latin accents: "muller" finds "Müller", whatever its encoding.
  const fold = (words) => words.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss");
  const haystack = companies.map((one) => fold([].concat(one.name, one.forms, one.id).join(" ")));

  const chosen = () => {
    const words = fold(state.query).split(/\s+/).filter(Boolean);
    return companies.filter((one, index) =>
      (!state.country || one.country === Number(state.country)) &&
      (!state.delegation || one.delegation === Number(state.delegation)) &&
      (!state.purpose || one.purposes.includes(Number(state.purpose))) &&
      (!state.session || [...one.meetings, ...one.duties].some((it) => places[it.place].session === state.session && !it.cancelled)) &&
      words.every((word) => haystack[index].includes(word)));
  };
  const companyRow = (one) => el("li", {}, el("a", { href: to("company", one.id) },
    auto("strong", said(one.name)),
    el("span", { class: "quiet" }, auto("bdi", country(one)), ` · ${say("meetings")} ${one.meetings.filter((m) => !m.cancelled).length}`)));
  const fill = (list, count, more, all = false) => {
    const found = chosen();
    const shown = all ? found : found.slice(0, MOST_ROWS);
    list.replaceChildren(...shown.map(companyRow));
    more.hidden = shown.length === found.length;
    more.textContent = `${say("more")} (${found.length - shown.length})`;
    count.textContent = found.length ? `${say("found")}: ${found.length}` : say("no-match");
  };

  const filter = (key, label, options, update) => {
    const select = el("select", { "aria-label": label, id: `filter-${key}`, on: { change: () => { state[key] = select.value; update(); } } },
      el("option", { value: "", text: `${label}: ${say("all")}` }),
      options.map(([value, shown]) => el("option", { value, text: shown })));
    select.value = state[key];
    return options.length ? select : null;
  };

  const overview = () => {
    const list = el("ul", { class: "rows", id: "companies" });
    const count = el("p", { class: "quiet", "aria-live": "polite", id: "count" });
    const more = el("button", { type: "button", id: "more", on: { click: () => fill(list, count, more, true) } });
    const update = () => fill(list, count, more);
    const search = el("input", {
      type: "search", id: "search", placeholder: say("search"), "aria-label": say("search"), autocomplete: "off", dir: "auto",
      on: {
        input: () => { state.query = search.value; update(); },
        keydown: (event) => { if (event.key === "Enter") list.querySelector("a")?.click(); },
      },
    });
    search.value = state.query;
    const used = [...new Set(companies.map((one) => one.country))];
    const byName = (pairs) => pairs.sort((a, b) => a[1].localeCompare(b[1], language().code));
    const sessions = [...new Map(places.map((place) => [place.session, said(place.name)]))];
    update();
    const others = [...sheets.values()].filter((sheet) => sheet.kind !== "company");
    // Search comes first, halls before the long list, and the note, which is read once, last.
    return [
      el("div", { class: "tools", role: "search" }, search,
        filter("country", say("country"), byName(used.map((one) => [String(one), language().countries[one]])), update),
        filter("delegation", say("delegation"), data.delegations.map(([, name], place) => [String(place), said(name)]), update),
        filter("purpose", say("purpose"), data.purposes.map((name, place) => [String(place), purpose(name)]), update),
        filter("session", say("session"), sessions, update),
        el("button", { type: "button", id: "print-all", text: say("print"), on: { click: printAll } })),
      halls.size ? section(say("master"), "halls", [...halls].map(([key, hall]) => [to("hall", key), said(hall.place.hall),
        `${language().days[hall.day]} · ${say("meetings")} ${hall.meetings.length}`])) : null,
      others.length ? section(say("list"), "others", others.map((sheet) => [to(sheet.kind, sheet.id), said(sheet.name),
        [say(sheet.kind), sheet.of ? said(sheet.of) : ""].filter(Boolean).join(" · ")])) : null,
      count, list, more,
      data.note ? auto("p", data.note, { class: "note" }) : null,
    ];
  };
  const section = (title, id, rows) => el("details", innerWidth > 600 && rows.length <= 12 ? { open: "", id } : { id },
    el("summary", { text: title }),
    el("ul", { class: "rows" }, rows.map(([address, name, about]) =>
      el("li", {}, el("a", { href: address }, auto("strong", name), auto("span", about, { class: "quiet" }))))));

  // ---------------------------------------------------------------------------------------------------- a sheet

  const bar = () => el("div", { class: "bar" }, el("a", { href: "#", text: `← ${say("back")}` }),
    el("button", { type: "button", text: say("print"), on: { click: () => window.print() } }));
  const heading = (content) => auto("h2", content, { tabindex: "-1" });
  const footer = () => el("p", { class: "foot", dir: "auto", text: [data.event, `${say("plan")} ${data.plan}`,
    data.printed && `${say("printed")} ${data.printed}`, data.footer].filter(Boolean).join(" · ") });

  // The day as a map: hours across, halls down, meetings as bars, duties as pale ones below them.
  const strip = (meetings, away) => {
    const shown = [...away, ...meetings];
    const from = Math.floor(Math.min(...shown.map((one) => one.start)) / 60) * 60;
    const until = Math.ceil(Math.max(...shown.map((one) => one.end)) / 60) * 60;
    const rows = [...new Set(shown.map((one) => places[one.place].hallId))];
    const share = (minutes) => `${(100 * (minutes - from)) / (until - from)}%`;
    return el("div", { class: "strip", "aria-hidden": "true" }, rows.map((hallId) => {
      const inside = shown.filter((one) => places[one.place].hallId === hallId);
      return el("div", { class: "lane" }, auto("span", said(places[inside[0].place].hall)),
        el("div", {}, inside.map((one) => el(one.label ? "s" : "b", { text: one.label ? "" : String(one.table), style: {
          left: share(one.start), width: `${(100 * (one.end - one.start)) / (until - from)}%` } }))));
    }), el("div", { class: "lane hours" }, el("span"), el("div", {},
      Array.from({ length: (until - from) / 60 + 1 }, (_, hour) =>
        el("i", { text: String((from / 60 + hour) % 24), style: { left: share(from + hour * 60) } })))));
  };

  const names = (booking, side) => [companies[side]].map((one) => el("div", {}, link(one),
    auto("span", ` ${[country(one), ...people(booking, side), booking.leaders.includes(side) ? say("along") : ""].filter(Boolean).join(" · ")}`,
      { class: "quiet" }),
    one.profile ? auto("div", one.profile, { class: "quiet" }) : null));
  const meeting = (sheet) => (booking) => {
    const place = places[booking.place];
    const own = booking.everyone.filter((side) => sheet.own.includes(side));
    const attends = sheet.kind === "company" ? own.flatMap((side) => people(booking, side)) : [];
    const roles = ["interpreter", "adviser", "moderator"];
    const comesAlong = ["company", "delegate"].includes(sheet.kind) && own.some((side) => booking.leaders.includes(side));
    const lines = [
      ...(comesAlong ? [say("along")] : []),
      ...(attends.length ? [`${say("attends")}: ${attends.join(", ")}`] : []),
      ...roles.flatMap((role, at) => ((booking.persons[at] ?? -1) >= 0 && role !== sheet.kind ? [`${say(role)}: ${person(booking.persons[at])}`] : [])),
    ];
    return el("li", { class: booking.cancelled ? "meeting cancelled" : "meeting" },
      el("div", { class: "time" }, el("b", { text: clock(booking.start) }), `–${clock(booking.end)}`),
      el("div", { class: "table" }, el("span", { class: "quiet", text: say(place.spot) }),
        el("b", { text: String(booking.table) })),
      el("div", { class: "who" },
        booking.cancelled ? el("strong", { text: say("cancelled") }) : null,
        about(booking).map((line) => auto("div", line, { class: "about" })),
        sheet.kind === "delegation" ? own.map((side) => auto("div", said(companies[side].name), { class: "own" })) : null,
        booking.everyone.filter((side) => !sheet.own.includes(side)).flatMap((side) => names(booking, side)),
        lines.map((line) => auto("div", line, { class: "people" }))),
      el("div", { class: "why" },
        auto("div", [...new Set([said(place.hall), said(place.name)])].join(" · "), { class: "quiet" }),
        booking.reasons.map((one) => auto("div", reason(one), { class: "quiet" }))));
  };
  // Hours at which a delegate is kept on a stage or at a booth.
  const duty = (one) => {
    const place = places[one.place];
    return el("li", { class: "meeting duty" },
      el("div", { class: "time" }, el("b", { text: clock(one.start) }), `–${clock(one.end)}`),
      el("div", { class: "table" }, one.table < 0 ? null : [el("span", { class: "quiet", text: say("booth") }), el("b", { text: String(one.table) })]),
      el("div", { class: "who" }, el("strong", { text: say(one.label) }), auto("div", person(one.person), { class: "people" })),
      el("div", { class: "why" }, auto("div", [...new Set([said(place.hall), said(place.name)])].join(" · "), { class: "quiet" })));
  };
  const facts = (sheet) => {
    const one = sheet.company;
    if (!one) return [say(sheet.kind), sheet.of ? said(sheet.of) : "", said(sheet.role)];
    return [country(one), one.kind && text(`kind.${one.kind}`), one.delegation < 0 ? "" : said(data.delegations[one.delegation][1])];
  };
  const article = (sheet) => {
    const days = [...new Set([...sheet.meetings, ...sheet.duties].map((one) => one.day))]
      .sort((a, b) => data.dates[a].localeCompare(data.dates[b]));
    const one = sheet.company ?? {};
    const inOrder = (all, day) => all.filter((m) => m.day === day).sort((a, b) => a.start - b.start);
    return el("article", { class: "sheet" }, heading(said(sheet.name)),
      auto("p", facts(sheet).filter(Boolean).join(" · "), { class: "quiet" }),
      one.note ? auto("p", one.note) : null,
      one.remark ? auto("p", said(one.remark), { class: "hint" }) : null,
      sheet.kind === "delegation" ? auto("p", sheet.own.map((side) => said(companies[side].name)).join(", ")) : null,
      days.flatMap((day) => {
        const [meetings, away] = [inOrder(sheet.meetings, day), inOrder(sheet.duties, day)];
        const held = meetings.filter((m) => !m.cancelled);
        return [auto("h3", language().days[day]), held.length || away.length ? strip(held, away) : null,
          el("ul", {}, inOrder([...away, ...meetings], day).map((it) => (it.label ? duty(it) : meeting(sheet)(it))))];
      }),
      el("div", { class: "notes", "aria-hidden": "true" }, say("notes")), footer());
  };

  // Prints the agendas of all companies that the filters leave, each from the top of a page.
  const printAll = () => {
    const back = [...main.childNodes];
    main.replaceChildren(...chosen().map((one) => article(sheets.get(`company=${one.id}`))));
    window.print();
    main.replaceChildren(...back);
  };

  // ------------------------------------------------------------------------------------------------ a hall's grid

  const gridOf = (title, meetings) => {
    const slots = [...new Set(meetings.map((one) => `${String(one.start).padStart(5)}-${one.end}`))].sort();
    // A table and a desk, or a booth, of the same number are rows of their own.
    const spots = [...new Set(meetings.map((one) => places[one.place].spot))];
    const rowOf = (one) => `${places[one.place].spot}/${one.table}`;
    const tables = [...new Map(meetings.map((one) => [rowOf(one), { spot: places[one.place].spot, table: one.table }]))]
      .sort(([, a], [, b]) => SPOTS.indexOf(a.spot) - SPOTS.indexOf(b.spot) || a.table - b.table);
    const at = new Map();
    for (const one of meetings) {
      const key = `${String(one.start).padStart(5)}-${one.end}/${rowOf(one)}`;
      at.set(key, [...(at.get(key) ?? []), one]);
    }
    const cell = (held = []) => el("td", {}, held.length ? [
      [...new Set(held.flatMap(about))].map((line) => auto("div", line, { class: "quiet" })),
      // At a booth its exhibitor, who is the other side of every visit, comes first.
      [...new Set(held.flatMap((one) => (places[one.place].spot === "booth" ? [one.sides.at(-1), ...one.everyone] : one.everyone)))]
        .map((side) => el("div", {}, link(companies[side]))),
      [...new Set(held.flatMap((one) => one.persons.map(person)))].filter(Boolean).map((name) => auto("div", name, { class: "quiet" })),
    ].flat() : null);
    const row = ([key, { spot, table }]) => el("tr", {},
      el("th", { scope: "row", text: spots.length > 1 ? `${say(spot)} ${table}` : String(table) }), slots.map((slot) => cell(at.get(`${slot}/${key}`))));
    const body = el("tbody", {}, tables.slice(0, MOST_ROWS).map(row));
    const more = el("button", { type: "button", text: `${say("more")} (${tables.length - MOST_ROWS})`,
      on: { click: () => { body.append(...tables.slice(MOST_ROWS).map(row)); more.remove(); } } });
    return [el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: spots.length > 1 ? say("place") : say(spots[0]) }),
        slots.map((slot) => el("th", { scope: "col", text: slot.split("-").map((minutes) => clock(Number(minutes))).join("–") })))),
      body)), tables.length > MOST_ROWS ? more : null];
  };
  const gridView = (title, about, meetings) => [bar(), heading(title), auto("p", about.filter(Boolean).join(" · "), { class: "quiet" }),
    meetings.length ? gridOf(title, meetings) : el("p", { class: "hint", text: say("no-meetings") }), footer()];

  // ------------------------------------------------------------------------------------------------- the address

  const decoded = (part) => { try { return decodeURIComponent(part); } catch { return part; } };
  const viewOf = (hash) => {
    const [, kind, id] = /^#([a-z]+)=(.*)$/s.exec(hash) ?? [];
    if (!kind) return null;
    const wanted = decoded(id);
    const sheet = sheets.get(`${kind}=${wanted}`);
    if (sheet) return [said(sheet.name), [bar(), article(sheet)]];
    // A hall on one of its days, or, as signs link to it, on all of them.
    const days = kind === "hall" ? [...halls].filter(([key, hall]) => key === wanted || hall.place.hallId === wanted) : [];
    if (days.length) {
      const title = said(days[0][1].place.hall);
      const shown = days.flatMap(([, hall]) => [auto("p", language().days[hall.day], { class: "quiet" }), ...gridOf(title, hall.meetings)]);
      return [title, [bar(), heading(title), ...shown, footer()]];
    }
    const place = kind === "session" ? places.find((one) => one.session === wanted) : undefined;
    if (place) {
      const held = bookings.filter((one) => places[one.place].session === wanted && !one.cancelled);
      return [said(place.name), gridView(said(place.name), [text(`session.${place.kind}`), said(place.hall), language().days[held[0]?.day]], held)];
    }
    return [say("not-found"), [bar(), heading(say("not-found"))]];
  };

  const show = (focus = true) => {
    const view = viewOf(location.hash);
    document.documentElement.lang = language().code;
    document.documentElement.dir = language().rtl ? "rtl" : "ltr";
    document.getElementById("dates").textContent = language().dates;
    document.getElementById("skip").textContent = say("skip");
    main.replaceChildren(...(view ? view[1] : overview()).flat().filter(Boolean));
    document.title = view ? `${view[0]} · ${data.event}` : data.event;
    if (view && focus) {
      window.scrollTo(0, 0);
      main.querySelector("h2").focus();
    }
  };

  const choose = document.getElementById("language");
  if (data.languages.length > 1) {
    choose.hidden = false;
    choose.append(...data.languages.map((one, place) => el("option", { value: String(place), text: one.name, lang: one.code })));
    // The reader's language first, if the page has it.
    const wanted = (navigator.languages ?? []).map((code) => data.languages.findIndex((one) => one.code.split("-")[0] === code.split("-")[0]));
    state.language = Math.max(0, wanted.find((place) => place >= 0) ?? 0);
    choose.value = String(state.language);
    choose.addEventListener("change", () => { state.language = Number(choose.value); choose.setAttribute("aria-label", say("language")); show(false); });
    choose.setAttribute("aria-label", say("language"));
  }
  // A link that only jumps within the page is no address of a view.
  document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing && document.getElementById("search")) {
      event.preventDefault();
      document.getElementById("search").focus();
    }
    if (event.key === "Escape" && viewOf(location.hash)) location.hash = "";
  });
  window.addEventListener("hashchange", () => show());
  // A question mark opens a search, so that a search can be linked: index.html?laser
  state.query = decoded(location.search.slice(1).replace(/\+/g, " "));
  // Text that is drawn before its font is there may keep its boxes.
  Promise.allSettled([...document.fonts].map((font) => font.load())).then(() => show());
})();
