// Puts plotly.js in the place of a chart's drawing, where scripts run. Whatever fails, the drawing stays.
(() => {
  const version = '4.1.2';
  const hash = 'sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8';

  const read = (src, integrity) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src, onload: () => window.Plotly ? resolve(window.Plotly) : reject(), onerror: reject });
    if (integrity) Object.assign(script, { integrity, crossOrigin: 'anonymous' });
    document.head.append(script);
  });

  // A page that carries a copy says where, and is never made to ask the web; so does a Jupyter that was started by `course lab`.
  const sources = () => {
    if ('coursePlotlySource' in window) return window.coursePlotlySource ? [[window.coursePlotlySource]] : [];
    const jupyter = document.body.dataset.baseUrl;
    return [
      ...(jupyter ? [[`${jupyter}nbextensions/course/plotly.min.js`]] : []),
      [`https://cdn.jsdelivr.net/npm/plotly.js-dist-min@${version}/plotly.min.js`, hash],
    ];
  };

  // However many charts a page has, it reads plotly.js once.
  window.coursePlotly ??= window.Plotly
    ? Promise.resolve(window.Plotly)
    : sources().reduce((before, source) => before.catch(() => read(...source)), Promise.reject());

  // A standoff makes plotly.js count an axis's title when it widens the margin for long tick labels.
  const titled = (part, standoff) => part && typeof part.title === 'string' ? { ...part, title: { text: part.title, standoff } } : part;

  const show = (plotly, figure, data, layout) => {
    const drawing = figure.querySelector('svg');
    const holder = document.createElement('div');
    const ink = getComputedStyle(figure).color;
    const axis = given => ({ gridcolor: 'rgba(128,128,128,0.3)', zerolinecolor: 'rgba(128,128,128,0.5)', automargin: true, ...titled(given, 10) });
    holder.setAttribute('role', 'figure');
    holder.setAttribute('aria-label', [...drawing.querySelectorAll(':scope > title, :scope > desc')].map(text => text.textContent).join('. '));
    holder.style.cssText = `max-width: ${drawing.width.baseVal.value}px; height: ${drawing.height.baseVal.value}px; display: none`;
    drawing.before(holder);
    drawing.style.display = 'none';
    holder.style.display = '';
    return plotly.newPlot(
      holder,
      data.map(trace => ({ ...trace, colorbar: titled(trace.colorbar), ...(trace.type === 'heatmap' && trace.text ? { texttemplate: '%{text}' } : {}) })),
      {
        ...layout, title: { text: layout.title, x: 0, xanchor: 'left', font: { size: 16, weight: 600 } }, width: undefined, height: undefined, autosize: true,
        paper_bgcolor: 'transparent', plot_bgcolor: 'transparent',
        font: { color: ink, family: getComputedStyle(drawing).fontFamily }, legend: { orientation: 'h', y: 1.02, yanchor: 'bottom' }, modebar: { bgcolor: 'transparent', color: 'rgba(128,128,128,0.8)', activecolor: ink },
        margin: { t: 70, r: 20, b: 40, l: 40 }, xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis),
      },
      { displaylogo: false, displayModeBar: 'hover' },
    ).then(() => {
      // On a slide that is not shown yet, the chart has no size: it gets one as soon as there is room.
      new ResizeObserver(() => { if (holder.offsetWidth) plotly.Plots.resize(holder); }).observe(holder);
    }).catch(error => {
      holder.remove();
      drawing.style.display = '';
      throw error;
    });
  };

  const draw = Plotly => { [PLOT] };

  window.coursePlotly.then(plotly => {
    for (const figure of document.querySelectorAll('figure[data-course-chart="[ID]"]:not([data-live])')) {
      figure.dataset.live = '';
      draw({ newPlot: (_, data, layout) => show(plotly, figure, data, layout || {}) });
    }
  }).catch(() => {});
})();
