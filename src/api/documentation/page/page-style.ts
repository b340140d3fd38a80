/** What Swagger UI's own style leaves to be wished for, most of it on a phone. */
export const PAGE_STYLE = `
.swagger-ui .topbar,
/* The page's policy lets it talk to the server that it came from, and to no other. */
.swagger-ui .schemes-server-container,
.swagger-ui .responses-table tr > .response-col_links { display: none !important }
.swagger-ui .schemes { justify-content: flex-end }
.swagger-ui .auth-wrapper { flex: 0 }
.swagger-ui .scheme-container { padding: 12px 0 }
.swagger-ui .info { margin: 32px 0; max-width: 62rem }
.swagger-ui .info code { color: #3b4151; font-weight: 600; white-space: nowrap }

.swagger-ui .fold {
  display: flex; gap: 12px; width: 100%; padding: 6px 0; border: 0; background: none; cursor: pointer;
  font: 14px/1.4 sans-serif; color: inherit; text-align: left;
}
.swagger-ui .fold-code { flex: 0 0 80px }
.swagger-ui .fold::after { content: '▸'; margin-left: auto }
.swagger-ui .fold[aria-expanded='true']::after { content: '▾' }
.swagger-ui .folded td { padding: 0 }
.swagger-ui .folded + .response .response-col_status,
.swagger-ui .folded + .response .response-col_description__inner { visibility: hidden; height: 0 }

@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 12px }
  .swagger-ui .info { margin: 20px 0 }
  .swagger-ui .info .title { font-size: 28px }
  .swagger-ui .info code { white-space: normal; overflow-wrap: anywhere }
  .swagger-ui .info table, .swagger-ui .info tbody, .swagger-ui .info tr, .swagger-ui .info td { display: block }
  .swagger-ui .info thead { display: none }
  .swagger-ui .info tr { margin-bottom: 14px }
  .swagger-ui .info table tbody tr td { padding: 1px 0 }
  .swagger-ui .info table tbody tr td:first-of-type { padding: 1px 0 }
  .swagger-ui .info td:first-child { font-weight: 700 }
  .swagger-ui .info td:nth-child(3)::before { content: 'access / refresh: ' }
  .swagger-ui .info td:nth-child(4)::before { content: 'refresh token in: ' }

  .swagger-ui .opblock-tag { flex-wrap: wrap; font-size: 20px; padding: 10px 4px }
  .swagger-ui .opblock-tag small { flex: 1 1 100%; order: 1; padding: 2px 0 0 }
  .swagger-ui .opblock .opblock-summary { padding: 6px }
  .swagger-ui .opblock .opblock-summary-method { min-width: 58px; padding: 6px 0; font-size: 12px }
  .swagger-ui .opblock .opblock-summary-path { font-size: 14px; max-width: none; padding: 0 6px }
  .swagger-ui .opblock .opblock-summary-description { padding: 0 6px; font-size: 13px }
  .swagger-ui .opblock-summary-path-description-wrapper { flex-direction: column; align-items: flex-start; gap: 2px }
  .swagger-ui .opblock-summary .view-line-link { display: none }
  .swagger-ui .opblock-description-wrapper, .swagger-ui .opblock-external-docs-wrapper { padding: 10px 12px }
  .swagger-ui .opblock .opblock-section-header { flex-wrap: wrap; padding: 8px 12px; gap: 6px }
  .swagger-ui .opblock .opblock-section-header > label { margin: 0 }
  .swagger-ui .execute-wrapper, .swagger-ui .btn-group { padding: 12px }
  .swagger-ui .responses-inner { padding: 12px }
  .swagger-ui .table-container { padding: 0 12px }

  .swagger-ui table.responses-table, .swagger-ui .responses-table > tbody,
  .swagger-ui .responses-table > tbody > tr, .swagger-ui .responses-table > tbody > tr > td,
  .swagger-ui table.headers, .swagger-ui table.headers tbody,
  .swagger-ui table.headers tr, .swagger-ui table.headers td { display: block; width: 100%; max-width: none; min-width: 0 }
  .swagger-ui .responses-table > thead, .swagger-ui table.headers thead,
  .swagger-ui table.headers td:nth-child(3) { display: none }
  .swagger-ui .responses-table > tbody > tr > td { padding: 4px 0 }
  .swagger-ui .response-col_status { font-weight: 700 }
  .swagger-ui .fold-code { flex-basis: 34px; font-weight: 700 }
  .swagger-ui table.headers td { padding: 2px 0 }
  .swagger-ui table.headers td:first-child { font-weight: 600; padding-top: 6px }
  .swagger-ui .headers-wrapper table.headers tr td .renderedMarkdown p { margin: 0 !important; font: 13px/1.4 sans-serif }
  .swagger-ui .headers-wrapper table.headers tr td:first-of-type { padding: 6px 0 0 }
  .swagger-ui .folded { margin: -4px 0 }
  .swagger-ui .response-controls { flex-wrap: wrap; gap: 8px; padding-top: 6px }
  .swagger-ui .response-control-media-type, .swagger-ui .response-control-examples { flex: 1 1 100%; padding: 0; min-width: 0 }
  .swagger-ui .response-controls select, .swagger-ui .opblock select,
  .swagger-ui .examples-select, .swagger-ui .content-type-wrapper { width: 100%; max-width: 100%; min-width: 0 }
  .swagger-ui .curl-command .curl, .swagger-ui .request-url pre { white-space: pre-wrap; overflow-wrap: anywhere }
  .swagger-ui .modal-ux { width: calc(100vw - 24px); min-width: 0 }
}
`;
